-- 3 to 28 February: 40 from the 3rd, 20 from the 10th, 0 from the 17th, 20 from the 24th. Before the 3rd there is no Pothos, hence no row.
select cast(day as date) as "metricTime", v.inventory as "inventory"
from range(date '2021-02-01', date '2021-03-01', interval 1 day) as days (day)
join products_snapshot v on v.dbt_valid_from < day + interval 1 day and (v.dbt_valid_to is null or v.dbt_valid_to >= day + interval 1 day)
where v.name = 'Pothos'
order by day
