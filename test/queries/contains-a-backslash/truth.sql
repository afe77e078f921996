select c.name as "customerName", count(*) as "visits"
from visits v
join customers c on c.customer_id = v.customer_id
where position('\Id' in c.name) > 0
group by c.name
