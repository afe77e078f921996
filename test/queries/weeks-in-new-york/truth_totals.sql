select sum(minutes) as "callMinutes"
from calls
where called_at >= timestamp '2021-03-08 05:00:00' and called_at < timestamp '2021-03-22 04:00:00'
