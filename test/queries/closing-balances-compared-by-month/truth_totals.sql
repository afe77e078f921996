select null as "closingBalance"
