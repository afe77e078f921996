-- The days are those that read, not those that are read; whose listing has a host is left out of the days that are read.
select p.day as metric_time__day, l.city as listing__city, sum(b.amount) as revenue_at_month_start
from days p
join bookings b on cast(b.booked_at as date) = date_trunc('month', p.day)
left join listings l on l.listing_id = b.listing_id
where p.day between date '2020-02-28' and date '2020-03-02' and l.host_id is null
group by all
order by 1, 2 nulls last
