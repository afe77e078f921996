select 241.0 / 37.0 as "amountPerItem"
