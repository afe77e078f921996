-- All orders lie in February 2021, and the clock stands at the first of March: one month.
select date '2021-02-01' as "metricTime", a.state as "userState", count(distinct o.user_id) as "customersToDate"
from orders o
left join users u on u.user_id = o.user_id
left join addresses a on a.address_id = u.address_id
where o.created_at < timestamp '2021-03-01'
group by a.state
order by a.state nulls last
