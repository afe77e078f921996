-- December to March are four months; the four before them are August to November, in which nothing was taken.
select sum(amount) as "takings", null as "before", null as "change", null as "rate"
from takings
where taken_at >= timestamp '2020-12-01' and taken_at < timestamp '2021-04-01'
