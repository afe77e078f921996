select date '2021-01-04' as "metricTime", sum(rain) as "rain", sum(rain) as "rainEveryDay"
from readings
where read_at >= timestamp '2021-01-04' and read_at < timestamp '2021-01-10 12:00:00'
