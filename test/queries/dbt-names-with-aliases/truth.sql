-- North: sales 1, 2 (member), 3; South: 4, 5 (member), 10 (member, no amount).
select
  date '2021-06-01' as "metric_time__month",
  c.region as "region",
  count(*) as "sales",
  sum(amount) filter (c.is_member) as "member_amount"
from sales s
join customers c on c.customer_id = s.customer_id
where s.sold_at >= timestamp '2021-06-01' and s.sold_at < timestamp '2021-07-01' and c.region in ('North', 'South')
group by c.region
having count(*) >= 2
order by c.region desc
