with rows_of as (
  select cast(date_trunc('month', b.booked_at) as date) as metric_time__month, l.city as listing__city, count(*) as bookings, sum(b.amount) as revenue
  from bookings b join listings l on l.listing_id = b.listing_id
  where b.booked_at < timestamp '2020-04-01' and l.city in ('Bonn', 'Oslo')
  group by all
)
select * from rows_of order by listing__city, bookings desc, revenue desc nulls last, metric_time__month limit 3
