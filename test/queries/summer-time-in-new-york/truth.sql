-- New York is five hours behind before 07:00 UTC on 14 March, four hours after.
-- A fixed five hours would put the last call of the 15th into the 14th.
with local_calls as (
  select
    called_at - case when called_at < timestamp '2021-03-14 07:00:00' then interval 5 hour else interval 4 hour end as called_at,
    minutes
  from calls
)
select cast(called_at as date) as "metricTime", sum(minutes) as "callMinutes"
from local_calls
group by 1
order by 1
