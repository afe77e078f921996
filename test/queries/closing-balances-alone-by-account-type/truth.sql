-- Only a4's row is left of the last day, and a4 has no type.
select null as "account__account_type", null as "closing_balance"
