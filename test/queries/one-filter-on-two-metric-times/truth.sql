select
  (select sum(amount) from transactions where date_trunc('month', booked_at) = date '2020-02-01') as "amount",
  (select sum(amount) from transactions where date_trunc('month', settled_on) = date '2020-02-01') as "settled_amount",
  (select count(*) from transactions where date_trunc('month', booked_at) = date '2020-02-01' and status = 'ok') as "ok_transactions"
