-- All are ANDed: those of the measure, of the metric, of the metric's input and of the query. ne keeps the transaction without a status.
with t as (
  select t.*, u.home_state
  from transactions t left join users u on u.user_id = t.user_id
  where booked_at >= timestamp '2020-02-01' and booked_at < timestamp '2020-03-10' and status is distinct from 'refund'
)
select
  (select sum(amount) from t where amount >= 30 and status = 'ok') as "large_ok_amount",
  (
    select sum(amount) from t where amount >= 30 and status = 'ok' and home_state is not null and account_id <> 'a9'
  ) / (
    select sum(amount) from t
    where date_trunc('month', booked_at) = date '2020-02-01' and account_id <> 'a9'
  ) as "large_ok_share_of_users_with_a_state",
  (select count(*) from t where day(booked_at) = 29 and month(booked_at) = 2) as "leap_day_transactions",
  -- 1 February and the leap day are Saturdays
  (select count(*) from t where isodow(booked_at) in (6, 7)) as "sunday_transactions",
  (select sum(amount) from t) as "amount"
