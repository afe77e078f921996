-- The last day that a checking account has in January is the 30th, for u2 the 29th.
select 4 as "closing_balance", 4 + 8 + 16 as "closing_balance_by_user"
