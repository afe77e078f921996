-- The range does not reach into the metrics of the filter.
with seen as (
  select b.*, l.host_id from bookings b left join listings l on l.listing_id = b.listing_id
  where b.booked_at < timestamp '2020-04-30 12:00:00'
)
select guest_id as guest, sum(amount) as revenue
from seen
where booked_at >= timestamp '2020-01-01' and booked_at < timestamp '2020-04-01'
  and (select count(*) from seen o where o.host_id is not distinct from seen.host_id) > 6
  and (select count(*) from seen o where o.guest_id is not distinct from seen.guest_id) between 2 and 7
group by 1
order by 1 nulls last
