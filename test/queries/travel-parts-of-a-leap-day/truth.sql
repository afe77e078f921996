select doy.n as metric_time__extract_doy, doy.dow as metric_time__extract_dow, quarter(b.paid_on) as booking__paid_on__extract_quarter, count(*) as bookings
from bookings b
join (values (date '2020-02-28', 59, 5), (date '2020-02-29', 60, 6), (date '2020-03-01', 61, 7), (date '2020-03-02', 62, 1)) doy (day, n, dow)
  on doy.day = cast(b.booked_at as date)
group by all
order by 1, 2, 3 nulls last
