-- checking: amounts 0, NULL, 5, 15; ok 20, failed 0, one fraud. savings: 10, 20, 30, all ok, one fraud. No type: 40 failed with a fraud, 60, -7.
select
  type as "account__account_type",
  amount / nullif(cast(frauds as double), 0) as "amount_per_fraud",
  ok / nullif(cast(failed as double), 0) as "ok_per_failed",
  transactions / cast(amounts as double) / 4 as "integer_quotient",
  round(coalesce(failed, 0) / nullif(cast(amount as double), 0) * 100, 1) as "rounded_third",
  ok - failed as "ok_less_failed",
  nested as "nested"
from (
  values
    ('checking', 20, 1, 20, 0, 4, 3, 20), ('savings', 60, 1, 60, null, 3, 3, null), (null, 93, 1, null, 40, 3, 3, null)
) types (type, amount, frauds, ok, failed, transactions, amounts, nested)
order by type nulls last
