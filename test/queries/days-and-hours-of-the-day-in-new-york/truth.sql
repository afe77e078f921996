-- 06:30 UTC is 1 o'clock, 07:15 is 3 o'clock: there is no 2 o'clock on the 14th.
with e as (
  select
    *,
    happened_at - case when happened_at < timestamp '2021-03-14 07:00:00' then interval 5 hour else interval 4 hour end as local_time
  from events
  where happened_at < timestamp '2021-04-01' and user_id is not null
)
select cast(local_time as date) as "event__happened_at__day", hour(local_time) as "event__happened_at__extract_hour", count(*) as "events"
from e
group by 1, 2
order by 1, 2
