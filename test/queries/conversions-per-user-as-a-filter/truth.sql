-- Two of three visits of u1 and of u2, the only one of u3. Nobody's visit is none of a user.
with wanted (user_id) as (values ('u1'), ('u2'), ('u3'))
select
  user_id as "user",
  (select nullif(count(*), 0) from events e where e.user_id = w.user_id and happened_at < timestamp '2021-04-01') as "events",
  (select nullif(count(*), 0) from visits v where v.user_id = w.user_id and visited_at < timestamp '2021-04-01') as "visits"
from wanted w
order by 1
