select d.retail_week as metric_time__retail_week, coalesce(sum(b.amount), 0) as revenue_every_period
from days d left join bookings b on cast(b.booked_at as date) = d.day
where d.day between date '2020-02-02' and date '2020-03-14'
group by 1
order by 1
