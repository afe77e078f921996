with v as (
  select v.*, cast(visited_at as date) as day, cast(date_trunc('month', visited_at) as date) as month, u.country
  from visits v left join users u on u.user_id = v.user_id
  where visited_at < timestamp '2021-04-01'
), p as (
  select
    *,
    (
      select max(cast(visited_at as date)) from visits v
      where v.user_id = p.user_id and cast(visited_at as date) <= cast(bought_at as date)
    ) as day,
    cast(bought_at as date) - interval 7 day as week_before
  from purchases p where bought_at < timestamp '2021-04-01'
), credited as (
  select p.day, p.week_before, cast(date_trunc('month', p.day) as date) as month, u.country
  from p left join users u on u.user_id = p.user_id
  where p.day is not null
)
select
  month as "metricTime",
  country as "userCountry",
  (
    select nullif(count(*), 0) from credited c where c.month = v.month and c.country is not distinct from v.country
  ) as "purchasesOfVisitors",
  (
    select count(*) from credited c where c.day > c.week_before and c.month = v.month and c.country is not distinct from v.country
  ) / count(*) as "rateWithinAWeekFilled"
from v
group by month, country
order by month, country nulls last
