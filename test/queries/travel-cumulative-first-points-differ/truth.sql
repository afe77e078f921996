-- In January the first booking at a middle price is of the 29th, the first instant one in Bonn of the 30th: each metric shows its own
-- first point.
with seen as (
  select b.amount, cast(b.booked_at as date) as day, v.price_band as band, b.is_instant and l.city = 'Bonn' as counts
  from bookings b
  left join listings l on l.listing_id = b.listing_id
  left join listing_versions v on v.listing_id = b.listing_id and b.booked_at >= v.valid_from and (b.booked_at < v.valid_to or v.valid_to is null)
  where b.booked_at < timestamp '2020-04-30 12:00:00'
),
instant as (select p.day, date_trunc('month', p.day) as month, s.band, sum(s.amount) as amount from days p join seen s on s.day <= p.day and s.counts group by all),
points as (select p.day, date_trunc('month', p.day) as month, s.band, sum(s.amount) as amount from days p join seen s on s.day <= p.day group by all)
select cast(k.month as date) as metric_time__month, k.band as listing__price_band,
  (select arg_min(amount, day) from instant i where i.month = k.month and i.band is not distinct from k.band) as instant_revenue_so_far,
  (select arg_min(amount, day) from points p where p.month = k.month and p.band is not distinct from k.band) as revenue_so_far
from (select distinct month, band from points) k
where k.month between date '2020-01-01' and date '2020-03-01'
order by 1, 2 nulls last
