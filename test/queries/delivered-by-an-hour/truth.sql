select status as "orderStatus", count(*) as "orders"
from orders
where delivered_at >= timestamp '2021-02-15 11:00:00' and delivered_at < timestamp '2021-02-16 12:30:00'
  and cast(created_at as date) <> date '2021-02-11'
group by 1
order by 1
