with seen as (select *, cast(booked_at as date) as t from bookings where booked_at < timestamp '2020-04-30 12:00:00')
select
  (select sum(amount) from seen where t between date '2020-03-16' and date '2020-03-29') as "revenue",
  (select sum(amount) from seen where t between date '2020-03-23' and date '2020-03-29') as "revenue7Days",
  (select sum(amount) from seen where t between date '2020-03-01' and date '2020-03-29') as "revenue1Month",
  (select sum(amount) from seen where t between date '2020-03-01' and date '2020-03-29') as "revenueMonthToDate",
  (select sum(amount) from seen where t <= date '2020-03-29') as "revenueSoFar",
  (select count(distinct guest_id) from seen where t between date '2020-02-29' and date '2020-03-29') as "guests30Days",
  (select median(amount) from seen where t between date '2020-02-29' and date '2020-03-29') as "median30Days",
  (select avg(amount) from seen where t <= date '2020-03-29') as "averageSoFar",
  (select sum(amount) from seen where t between date '2020-03-01' and date '2020-03-29')::double
    / (select sum(amount) from seen where t between date '2020-01-30' and date '2020-03-29') as "monthShareOf2",
  (select sum(amount) from seen where t between date '2020-03-23' and date '2020-03-29')
    - (select sum(amount) from seen where t between date '2020-03-16' and date '2020-03-22') as "growthOf7Days"
