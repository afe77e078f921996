-- 2020 is a leap year: its 28 December is day 363, a Monday.
select year(taken_at) as "year", dayofyear(taken_at) as "dayOfYear", isodow(taken_at) as "weekday", sum(amount) as "takings"
from takings
where taken_at >= timestamp '2020-12-28' and taken_at < timestamp '2021-01-05'
group by 1, 2, 3
order by 1, 2, 3
