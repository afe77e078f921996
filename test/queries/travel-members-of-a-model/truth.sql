-- Of all listings, booked or not.
select distinct city as listing__city, host_id as listing__host from listings order by 1 nulls last, 2 nulls last
