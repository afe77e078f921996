select cast(date_trunc('month', b.booked_at) as date) as metric_time__month, count(*) as bookings,
  nullif(sum(case when d.fiscal_quarter = date '2020-01-26' then 1 else 0 end), 0) as leap_fiscal_bookings
from bookings b join days d on d.day = cast(b.booked_at as date)
where b.booked_at < timestamp '2020-04-30 12:00:00' and d.fiscal_quarter in (date '2020-01-26', date '2020-03-29')
group by 1
order by 1
