-- The filters' own metrics count over all time. A NULL guest or host is a member like any other: 2 bookings have no guest,
-- 5 have no host.
with seen as (
  select b.*, l.host_id from bookings b left join listings l on l.listing_id = b.listing_id
  where b.booked_at < timestamp '2020-04-30 12:00:00'
)
select listing_id as listing, count(*) as bookings,
  nullif(sum(case when (select count(*) from seen o where o.guest_id is not distinct from seen.guest_id) >= 3 then 1 else 0 end), 0) as bookings_of_frequent_guests,
  nullif(sum(case when (select count(*) from seen o where o.host_id is not distinct from seen.host_id) > 4 then 1 else 0 end), 0) as bookings_of_busy_hosts,
  nullif(sum(case when (select sum(g.pages) from guides g where g.listing_id is not distinct from seen.listing_id) >= 3 then 1 else 0 end), 0) as bookings_of_long_guides
from seen
group by 1
order by 1 nulls last
