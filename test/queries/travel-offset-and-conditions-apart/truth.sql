-- The condition on time acts on the later time, that on the city on the rows of both.
with seen as (
  select date_trunc('month', b.booked_at) as month, b.amount
  from bookings b join listings l on l.listing_id = b.listing_id
  where b.booked_at < timestamp '2020-04-30 12:00:00' and l.city = 'Lyon'
)
select date '2020-03-01' as metric_time__month,
  (select sum(amount) from seen where month = date '2020-03-01') as revenue,
  (select sum(amount) from seen where month = date '2020-03-01') - (select sum(amount) from seen where month = date '2020-02-01') as month_growth
