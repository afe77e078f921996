-- February and March against January and February.
with seen as (select cast(booked_at as date) as day, amount from bookings),
sums as (
  select (select sum(amount) from seen where day between date '2020-02-01' and date '2020-03-31') as this,
    (select sum(amount) from seen where day between date '2020-01-01' and date '2020-02-29') as before
)
select this as "revenue", this - before as "monthGrowth", this - before as "monthGrowthExact", before as "revenueMonthBefore" from sums
