select count(*) as "sales", count(distinct customer_id) as "customers" from sales where sold_at < timestamp '2021-07-01'
