-- Each finds its own last day: checking's is 2 March, without a figure.
select null as "closing_balance", null as "of_checking", 32 + 0 + 128 + 256 + 1024 as "before_march", 4 as "rows_of_savings"
