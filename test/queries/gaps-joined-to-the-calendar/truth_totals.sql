-- In totals the calendar plays no part.
select sum(amount) as "takings", sum(amount) as "takingsEveryDay"
from takings
where taken_at >= timestamp '2021-02-26' and taken_at < timestamp '2021-03-02'
