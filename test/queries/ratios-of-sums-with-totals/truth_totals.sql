select 173 / 3 as "amountPerFraud", 40 / 173 as "failedShare", 80 - 40 as "okLessFailed"
