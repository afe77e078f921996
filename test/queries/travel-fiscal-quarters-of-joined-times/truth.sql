-- Listings opened after now are none; bookings go to the quarter in which their listing was opened.
with opened as (
  select d.fiscal_quarter as quarter, count(l.listing_id) as listings
  from listings l left join days d on d.day = l.opened_on where l.opened_on < timestamp '2020-04-30 12:00:00' group by 1
), booked as (
  select d.fiscal_quarter as quarter, count(*) as bookings
  from bookings b left join listings l on l.listing_id = b.listing_id left join days d on d.day = l.opened_on
  where b.booked_at < timestamp '2020-04-30 12:00:00' group by 1
)
select q.quarter as listing__opened_on__fiscal_quarter,
  (select listings from opened o where o.quarter is not distinct from q.quarter) as listings,
  (select bookings from booked o where o.quarter is not distinct from q.quarter) as bookings
from (select quarter from opened union select quarter from booked) q
order by 1 nulls last
