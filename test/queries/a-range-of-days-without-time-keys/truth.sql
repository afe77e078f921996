select sum(amount) as "takings" from takings where taken_at >= timestamp '2021-01-01' and taken_at < timestamp '2021-01-03'
