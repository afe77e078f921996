select sum(minutes) as "callMinutes", sum(minutes) as "filtered"
from calls
where called_at >= timestamp '2021-03-14 05:00:00' and called_at < timestamp '2021-03-15 04:00:00'
