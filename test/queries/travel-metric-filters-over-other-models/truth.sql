-- Refunds of 4 (8 of 8), 8 (100 of 128) and 13 (96 of 4096); two belong to no booking that is there.
select cast(date_trunc('month', b.booked_at) as date) as metric_time__month, count(*) as bookings,
  nullif(sum(case when exists (select 1 from refunds r where r.booking_id = b.booking_id) then 1 else 0 end), 0) as bookings_refunded,
  nullif(sum(case when (select sum(r.amount) from refunds r where r.booking_id = b.booking_id)::double / nullif(b.amount, 0) > 0.5 then 1 else 0 end), 0) as bookings_mostly_refunded
from bookings b
where b.booked_at < timestamp '2020-04-30 12:00:00'
group by 1
order by 1
