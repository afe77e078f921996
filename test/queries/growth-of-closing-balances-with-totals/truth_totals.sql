select 1408 as "closingBalanceByUser", 1408 - 58 as "closingBalanceGrowth"
