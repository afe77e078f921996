select b.guest_id as guest, count(*) as bookings
from bookings b
left join days p on p.day = b.paid_on
left join days d on d.day = cast(b.booked_at as date)
where b.booked_at < timestamp '2020-04-30 12:00:00' and (p.retail_week like '%2020-02-%' or d.retail_week is null)
group by 1
order by 1 nulls last
