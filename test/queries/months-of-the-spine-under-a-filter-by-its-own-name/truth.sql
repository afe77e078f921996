-- booked_at is metric_time, so it is the spine's filter as well.
select cast(date_trunc('month', d.day) as date) as "transaction__booked_at__month", sum(t.amount) as "daily_ok_amount"
from days d
left join transactions t on cast(t.booked_at as date) = d.day and t.status = 'ok' and t.booked_at < timestamp '2020-03-10'
where d.day >= date '2020-02-29' and d.day < date '2020-03-10'
group by 1
order by 1
