-- January: 114695 in all, 49155 of it in the East; 1 + 2 + 4 from the 10th on.
select date '2021-02-01' as "metricTime", 56 as "takings", 114695 as "before", 49155 as "east", 7 as "from10"
