-- The booking before the calendar begins stands under NULL, which comes after no quarter.
with quarters (number, start) as (
  values (1, date '2019-12-01'), (2, date '2020-01-26'), (3, date '2020-03-29'), (4, date '2020-04-26')
), b as (
  select
    (select max(number) from quarters where start <= booked_at) as number,
    l.city,
    sum(amount) as revenue,
    count(distinct guest_id) as guests
  from bookings b
  left join listings l on l.listing_id = b.listing_id
  where booked_at < timestamp '2020-04-30 12:00:00'
  group by 1, 2
)
select
  q.start as "metricTime",
  this.city as "listingCity",
  this.revenue as "revenue",
  last.revenue as "before",
  earlier.revenue as "two",
  last.guests as "guestsBefore"
from b this
left join quarters q on q.number = this.number
left join b last on last.number = this.number - 1 and last.city is not distinct from this.city
left join b earlier on earlier.number = this.number - 2 and earlier.city is not distinct from this.city
order by 1 nulls last, 2 nulls last
