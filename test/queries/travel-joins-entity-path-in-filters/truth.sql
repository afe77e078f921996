-- Hosts: bob is French, cai Japanese.
with seen as (
  select b.*, l.host_id, c.continent
  from bookings b
  left join listings l on l.listing_id = b.listing_id
  left join users u on u.user_id = l.host_id
  left join countries c on c.code = u.country_code
  where b.booked_at < timestamp '2020-04-30 12:00:00'
)
select
  cast(date_trunc('month', booked_at) as date) as metric_time__month,
  count(*) as bookings,
  nullif(sum(case when continent = 'Europe' then 1 else 0 end), 0) as bookings_of_europeans,
  nullif(sum(case when host_id = 'cai' then 1 else 0 end), 0) as bookings_of_cai
from seen
group by 1
order by 1
