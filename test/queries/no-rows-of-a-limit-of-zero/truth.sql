select account_id as "account", 1 as "transactions", 1 as "closing_balance" from transactions limit 0
