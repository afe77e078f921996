select sum(amount) as "takings" from takings where taken_at >= timestamp '2020-12-28' and taken_at < timestamp '2021-01-11'
