select null as "closing_balance", null as "closing_balance_by_user", null as "closing_users", null as "balance_rows"
