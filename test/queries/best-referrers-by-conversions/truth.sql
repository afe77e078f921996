-- Mail has most; the rest is one row, its rate over all other visits.
select 'mail' as "visit__referrer", 0 as "visit__referrer__is_other", 3 / 5 as "rate_within_a_week_filled", 5 as "visits"
union all
select null, 1, 2 / 7, 7
