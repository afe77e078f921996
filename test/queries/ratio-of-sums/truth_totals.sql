-- 241 / 37. The average of the four regions would be 4.36.
select cast(sum(amount) as double) / sum(items) as "amountPerItem" from sales where sold_at < timestamp '2021-07-01'
