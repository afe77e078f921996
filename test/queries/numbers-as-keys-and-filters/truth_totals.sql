select count(*) as "sales" from sales where items > 2 and items <= 10 and sold_at < timestamp '2021-07-01'
