-- Price bands are those at the time of the booking, whenever it is read. So far: on the first day of the month.
with seen as (
  select b.amount, cast(b.booked_at as date) as day, v.price_band as band
  from bookings b
  left join listing_versions v on v.listing_id = b.listing_id and b.booked_at >= v.valid_from and (b.booked_at < v.valid_to or v.valid_to is null)
  where b.booked_at < timestamp '2020-04-30 12:00:00'
),
before as (select date_trunc('month', day) + interval 1 month as month, band, sum(amount) as amount from seen group by all),
points as (select p.day, date_trunc('month', p.day) as month, s.band, sum(s.amount) as amount from days p join seen s on s.day <= p.day group by all),
sofar as (select month, band, arg_min(amount, day) as amount from points group by all)
select cast(k.month as date) as metric_time__month, k.band as listing__price_band,
  (select amount from before b where b.month = k.month and b.band is not distinct from k.band) as revenue_month_before,
  (select amount from sofar b where b.month = k.month and b.band is not distinct from k.band) as revenue_so_far
from (select month, band from before union select month, band from sofar) k
where k.month between date '2020-02-01' and date '2020-03-01'
order by 1, 2 nulls last
