-- 3 to 28 February: 40 from the 3rd, 20 from the 10th, 0 from the 17th, 20 from the 24th. Before the 3rd there is no Pothos, hence no row.
select
  cast(day as date) as "metricTime",
  case when day < date '2021-02-10' then 40 when day < date '2021-02-17' then 20 when day < date '2021-02-24' then 0 else 20 end as "inventory"
from range(date '2021-02-03', date '2021-03-01', interval 1 day) as days (day)
order by day
