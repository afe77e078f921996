-- Amounts: 2 5 7 8 9 10 20 30 50 100 and a NULL. Median 9.5; 90 % lies a tenth of the way from 50 to 100;
-- the discrete 75 % is the 8th of ten. Of 11 sales 3 were returned, 4 had a coupon. 8 customers, of whom one is unknown to the table.
with sales as (
  select * from main.sales where sold_at < timestamp '2021-07-01'
)
select
  count(*) as "sales",
  count(coupon) as "coupons",
  sum(amount) as "amount",
  min(amount) as "smallestAmount",
  max(amount) as "largestAmount",
  avg(amount) as "averageAmount",
  quantile_cont(amount, 0.5) as "medianAmount",
  quantile_cont(amount, 0.9) as "amountP90",
  (
    -- the least amount that at least three quarters of the amounts don't exceed
    select min(s.amount) from sales s
    where (select count(*) from sales t where t.amount <= s.amount) >= 0.75 * (select count(amount) from sales)
  ) as "amountP75",
  sum(items) as "items",
  count(*) filter (returned) as "returns",
  count(distinct customer_id) as "customers"
from sales
