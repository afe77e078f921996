-- Each aggregated apart; the city of unknown and missing listings is NULL on both sides.
with pages as (
  select l.city, sum(g.pages) as guide_pages from guides g left join listings l on l.listing_id = g.listing_id group by 1
), booked as (
  select l.city, count(*) as bookings from bookings b left join listings l on l.listing_id = b.listing_id
  where b.booked_at < timestamp '2020-04-30 12:00:00' group by 1
)
select cities.city as listing__city,
  (select guide_pages from pages where pages.city is not distinct from cities.city) as guide_pages,
  (select bookings from booked where booked.city is not distinct from cities.city) as bookings
from (select city from pages union select city from booked) cities
order by 1 nulls last
