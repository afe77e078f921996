-- Nothing is settled in January.
select
  null as "settled_amount", 2 + 32 as "closing_balance", 1 as "transactions", 0 as "failed_amount_filled", 2 as "balance_rows"
