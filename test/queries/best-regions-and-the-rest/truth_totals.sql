select sum(amount) as "amount" from sales where sold_at < timestamp '2021-07-01'
