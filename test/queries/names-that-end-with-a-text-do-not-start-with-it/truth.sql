-- "50% Off" and "500 Off" stay.
select c.name as "customerName", count(*) as "sales"
from sales s
left join customers c on c.customer_id = s.customer_id
where coalesce(left(c.name, 3), '') <> 'Off' and s.sold_at < timestamp '2021-07-01'
group by c.name
order by c.name nulls last
