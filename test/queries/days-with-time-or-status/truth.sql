-- Time and status together, both grouped by: applied again after the join, so days without rows stay only after 2 March.
select d.day as "metric_time__day", t.status as "transaction__status", sum(t.amount) as "daily_amount"
from days d
left join transactions t
  on cast(t.booked_at as date) = d.day and (t.status = 'failed' or d.day > date '2020-03-02')
where d.day between date '2020-03-01' and date '2020-03-04' and (t.status = 'failed' or d.day > date '2020-03-02')
group by 1, 2
order by 1, 2 nulls last
