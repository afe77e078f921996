-- ISO weekdays: Sunday is 7.
select
  isodow(sold_at) as "metric_time__extract_dow",
  cast(date_trunc('month', paid_at) as date) as "sale__paid_at__month",
  count(*) as "sales"
from sales
where sold_at < timestamp '2021-07-01'
group by 1, 2
order by 1 desc, 2 desc nulls last
limit 4
