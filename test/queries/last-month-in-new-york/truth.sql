-- 02:00 UTC on 1 March is 21:00 on 28 February.
select sum(minutes) as "callMinutes"
from calls
where called_at >= timestamp '2021-02-01 05:00:00' and called_at < timestamp '2021-03-01 05:00:00'
