-- Every quarter of the spine that has begun; only one has the booking in Oslo.
select q.quarter as metric_time__fiscal_quarter,
  coalesce(sum(b.amount), 0) as revenue_every_period, sum(b.amount) as revenue
from (select distinct fiscal_quarter as quarter from days where day <= date '2020-04-30') q
left join days d on d.fiscal_quarter = q.quarter
left join bookings b on cast(b.booked_at as date) = d.day and b.listing_id = 'l4'
group by 1
order by 1
