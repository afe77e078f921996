-- Base and conversion are the same events: each visit of somebody is credited to one of its own day, which has the same referrer.
select referrer as "visit__referrer", nullif(count(user_id), 0) as "visits_after_visits", count(*) as "visits"
from visits
where visited_at < timestamp '2021-04-01'
group by 1
order by 1 nulls last
