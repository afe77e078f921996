-- Not O'Brien: there case counts.
select c.name as "customerName", count(*) as "sales"
from sales s
join customers c on c.customer_id = s.customer_id
where (position('ünï' in lower(c.name)) > 0 or lower(c.name) = 'axb' or left(c.name, 3) = 'o''b')
  and s.sold_at < timestamp '2021-07-01'
group by c.name
order by c.name
