-- Over two and over three joins; a booking's own time is a dimension of a refund.
select b.guest_id as booking__guest, l.city as booking__listing__city, h.speaks as booking__listing__host__speaks,
  cast(date_trunc('month', b.booked_at) as date) as booking__booked_at__month, sum(r.amount) as refunds
from refunds r
left join bookings b on b.booking_id = r.booking_id
left join listings l on l.listing_id = b.listing_id
left join users h on h.user_id = l.host_id
where r.refunded_on < timestamp '2020-04-30 12:00:00'
group by all
order by 1 nulls last, 2 nulls last, 3 nulls last, 4 nulls last
