-- 11 sales less 3 of the North.
select count(*) as "sales"
from sales s
left join customers c on c.customer_id = s.customer_id
where (c.region <> 'North' or c.region is null) and s.sold_at < timestamp '2021-07-01'
