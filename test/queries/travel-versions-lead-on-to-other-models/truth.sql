with seen as (
  select b.*,
    (select v.manager_id from listing_versions v
     where v.listing_id = b.listing_id and b.booked_at >= v.valid_from and (b.booked_at < v.valid_to or v.valid_to is null)) as manager_id
  from bookings b
  where b.booked_at < timestamp '2020-04-30 12:00:00'
)
select
  cast(date_trunc('month', booked_at) as date) as metric_time__month,
  (select m.region from managers m where m.manager_id = seen.manager_id) as listing__manager__region,
  manager_id as listing__manager,
  count(*) as bookings
from seen
group by all
order by 1, 2 nulls last, 3 nulls last
