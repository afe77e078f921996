-- 8 + 16 + 32 less 4 + 8 + 16.
select date '2021-02-01' as "metricTime", 56 - 28 as "changeFromDayBefore"
