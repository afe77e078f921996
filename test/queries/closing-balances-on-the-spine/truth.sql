-- 3 March has a row without a figure, 27 February and 4 March have none: 0 for all of them.
select d.day as "metric_time__day", coalesce(sum(b.balance), 0) as "closing_balance_filled"
from days d
left join balances b on cast(b.taken_at as date) = d.day
where d.day between date '2020-02-27' and date '2020-03-04'
group by 1
order by 1
