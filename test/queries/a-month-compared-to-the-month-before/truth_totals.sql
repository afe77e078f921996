select sum(amount) as "before" from takings where cast(taken_at as date) between date '2021-01-01' and date '2021-01-31'
