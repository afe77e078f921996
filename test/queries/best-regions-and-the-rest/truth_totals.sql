select 241 as "amount"
