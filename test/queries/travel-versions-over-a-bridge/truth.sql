-- The version at the day of the refund.
select v.price_band as booking__listing__price_band, m.region as booking__listing__manager__region, sum(r.amount) as refunds
from refunds r
left join bookings b on b.booking_id = r.booking_id
left join listing_versions v on v.listing_id = b.listing_id and r.refunded_on >= v.valid_from and (r.refunded_on < v.valid_to or v.valid_to is null)
left join managers m on m.manager_id = v.manager_id
where r.refunded_on < timestamp '2020-04-30 12:00:00'
group by all
order by 1 nulls last, 2 nulls last
