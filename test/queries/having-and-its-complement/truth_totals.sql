-- Totals don't follow having.
select 241 as "amount"
