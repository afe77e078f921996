select
  (select sum(amount) from transactions where settled_on < date '2020-03-10') as "settled_amount",
  7200 as "closing_balance_by_user",
  (select count(*) from transactions where booked_at < timestamp '2020-03-10') as "transactions",
  7200 / 10 as "balance_per_transaction",
  40 / 173 as "failed_share"
