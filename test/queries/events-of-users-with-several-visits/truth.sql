-- u1 and u2 have at least two visits; the visits of nobody are one.
select
  u.country as "user__country",
  nullif(sum(case when e.user_id in ('u1', 'u2') then 1 else 0 end), 0) as "events_of_active_users",
  count(*) as "events"
from events e left join users u on u.user_id = e.user_id
where e.happened_at < timestamp '2021-04-01'
group by 1
order by 1 nulls last
