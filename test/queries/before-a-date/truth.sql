select date '2020-01-01' as "metricTime", sum(amount) as "takings" from takings where taken_at < timestamp '2021-01-01'
