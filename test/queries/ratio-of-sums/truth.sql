-- East 2 / 4, North 35 / 7, South 15 / 6, NULL 189 / 20; divided as integers: 0, 5, 2, 9.
select c.region as "customerRegion", cast(sum(amount) as double) / sum(items) as "amountPerItem"
from sales s
left join customers c on c.customer_id = s.customer_id
where s.sold_at < timestamp '2021-07-01'
group by c.region
order by c.region nulls last
