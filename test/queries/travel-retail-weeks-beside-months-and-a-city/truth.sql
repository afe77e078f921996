-- Closed on 12 April: that week is NULL.
select d.retail_week as metric_time__retail_week, cast(date_trunc('month', b.booked_at) as date) as metric_time__month, l.city as listing__city, count(*) as bookings
from bookings b
left join days d on d.day = cast(b.booked_at as date)
left join listings l on l.listing_id = b.listing_id
where b.booked_at >= timestamp '2020-02-01' and b.booked_at < timestamp '2020-04-30 12:00:00'
group by all
order by 1 desc nulls last, 2, 3 nulls last
