select quarter(taken_at) as "quarter", sum(amount) as "takings"
from takings
where taken_at < timestamp '2021-04-01'
group by 1
order by 1
