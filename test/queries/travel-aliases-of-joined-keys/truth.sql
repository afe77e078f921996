select h.speaks as tongue, cast(date_trunc('quarter', b.booked_at) as date) as quarter, count(*) as nights_out, sum(case when b.is_instant then b.amount end) as instant
from bookings b left join listings l on l.listing_id = b.listing_id left join users h on h.user_id = l.host_id
where b.booked_at < timestamp '2020-04-30 12:00:00'
group by all
order by 2 desc, 3 desc, 1 nulls last
limit 4
