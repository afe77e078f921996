-- Without a metric nothing ties a shop to a time: every week of the range beside every shop.
select week as "metric_time__week", name as "shop__name"
from (values (date '2021-03-22'), (date '2021-03-29')) as weeks (week)
cross join shops
order by 1, 2
