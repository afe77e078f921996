select 241 as "amount", 176 as "paid"
