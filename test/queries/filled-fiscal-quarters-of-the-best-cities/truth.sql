with b as (
  select
    (
      select max(start) from (values (date '2019-12-01'), (date '2020-01-26'), (date '2020-03-29'), (date '2020-04-26')) as quarters (start)
      where start <= booked_at
    ) as quarter,
    case when l.city = 'Bonn' then l.city end as city
  from bookings b
  left join listings l on l.listing_id = b.listing_id
  where booked_at >= timestamp '2019-12-01' and booked_at < timestamp '2020-04-30 12:00:00'
)
select start as "metricTime", name as "listingCity", name is null as "isOther", nullif(count(b.quarter), 0) as "bookings"
from (values (date '2019-12-01'), (date '2020-01-26'), (date '2020-03-29'), (date '2020-04-26')) as quarters (start)
cross join (values ('Bonn'), (null)) as cities (name)
left join b on b.quarter = start and b.city is not distinct from name
group by 1, 2
order by 1, 2 nulls last
