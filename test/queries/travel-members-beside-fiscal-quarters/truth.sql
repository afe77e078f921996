select distinct d.fiscal_quarter as metric_time__fiscal_quarter, u.speaks as guest__speaks
from days d, users u
where d.day between date '2020-03-29' and date '2020-04-30' and u.speaks <> 'Nothing'
order by 2, 1 desc
