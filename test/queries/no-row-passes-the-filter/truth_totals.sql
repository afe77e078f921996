select count(*) as "couponXSales", count(distinct customer_id) as "couponXCustomers"
from sales
where coupon = 'X' and sold_at < timestamp '2021-07-01'
