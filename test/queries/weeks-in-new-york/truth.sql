-- The week of the 8th: 23:59 on the 13th, 00:00 and 23:59 on the 14th. That of the 15th: 00:00 on the 15th.
-- In UTC the weeks begin at 05:00 on 8 March, at 04:00 on the 15th and at 04:00 on the 22nd.
select
  case when called_at < timestamp '2021-03-15 04:00:00' then date '2021-03-08' else date '2021-03-15' end as "metricTime",
  sum(minutes) as "callMinutes"
from calls
where called_at >= timestamp '2021-03-08 05:00:00' and called_at < timestamp '2021-03-22 04:00:00'
group by 1
order by 1
