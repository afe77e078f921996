-- Never paid (NULL) is in no week; paid on 2 July lies after now.
with sold as (
  select cast(date_trunc('week', sold_at) as date) as week, sum(amount) as amount
  from sales where sold_at < timestamp '2021-07-01' group by week
), paid as (
  select cast(date_trunc('week', paid_at) as date) as week, sum(amount) as paid
  from sales where paid_at < timestamp '2021-07-01' group by week
)
select week as "metricTime", amount as "amount", paid as "paid"
from sold
full join paid using (week)
order by week
