-- Friday, Saturday and Sunday of February; nothing happens on a Sunday.
select isodow(d.day) as "metric_time__extract_dow", coalesce(sum(t.amount), 0) as "daily_amount_filled"
from days d left join transactions t on cast(t.booked_at as date) = d.day
where d.day between date '2020-02-01' and date '2020-02-29' and isodow(d.day) > 4
group by 1
order by 1
