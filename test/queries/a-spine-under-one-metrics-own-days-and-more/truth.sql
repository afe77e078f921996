-- The days that the metric's own condition leaves: the 13th with its one event of P3, the 14th without any.
select day as "metric_time__day", count(event_id) as "events_of_p3"
from days left join events on cast(happened_at as date) = day and product = 'P3'
where day in (date '2021-03-13', date '2021-03-14')
group by 1
order by 1
