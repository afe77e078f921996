-- 6 sales in North and South, 5 elsewhere, together all 11. An empty list holds nothing, so no row passes: NULL.
select
  count(*) as "sales",
  count(*) filter (c.region is null or c.region not in ('North', 'South')) as "elsewhere",
  count(*) filter (c.region in ('North', 'South')) as "listed",
  nullif(count(*) filter (false), 0) as "none"
from sales s
left join customers c on c.customer_id = s.customer_id
where s.sold_at < timestamp '2021-07-01'
