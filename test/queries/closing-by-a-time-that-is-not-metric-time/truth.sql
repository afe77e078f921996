-- By the month of valued_on each closes on its last valued_on, whatever day it was taken. A row that was never valued has no last day.
with b as (
  select *, cast(date_trunc('month', valued_on) as date) as month from balances where taken_at < timestamp '2020-03-10'
)
select month as "balance__valued_on__month", sum(balance) as "closing_value"
from b
where valued_on = (select max(valued_on) from b o where o.month = b.month)
group by month
order by month
