-- l3's rows of the window have no guest: it has 0 guests there, not NULL. l2's only row of March's last day has no amount.
-- Where only one metric has rows, the others are NULL.
with seen as (select *, cast(booked_at as date) as t from bookings where booked_at < timestamp '2020-04-30 12:00:00')
select p.day as metric_time__day, l.listing_id as listing,
  (select case when count(*) > 0 then count(distinct guest_id) end from seen where seen.listing_id is not distinct from l.listing_id and t <= p.day and t > p.day - interval 30 day) as guests_30_days,
  (select case when count(*) > 0 then count(distinct guest_id) end from seen where seen.listing_id is not distinct from l.listing_id and t <= p.day and t >= date_trunc('month', p.day)) as guests_month_to_date,
  (select avg(amount) from seen where seen.listing_id is not distinct from l.listing_id and t <= p.day and t > p.day - interval 30 day) as average_30_days,
  (select median(amount) from seen where seen.listing_id is not distinct from l.listing_id and t <= p.day and t > p.day - interval 30 day) as median_30_days,
  (select min(amount) from seen where seen.listing_id is not distinct from l.listing_id and t <= p.day and t > p.day - interval 30 day) as smallest_30_days,
  (select sum(case when is_instant then 1 else 0 end) from seen where seen.listing_id is not distinct from l.listing_id and t <= p.day and t > p.day - interval 30 day) as instant_30_days
from days p, (select distinct listing_id from seen) l
where p.day between date '2020-03-28' and date '2020-04-02'
  and exists (select 1 from seen where seen.listing_id is not distinct from l.listing_id and t <= p.day and (t > p.day - interval 30 day or t >= date_trunc('month', p.day)))
order by p.day, l.listing_id nulls last
