-- SQL's three values in a template: the unknown status is neither ok nor not. Data has two: it is not ok.
select
  5 as "only_ok",
  (
    select count(distinct user_id) from transactions where booked_at < timestamp '2020-03-10' and not (status = 'ok')
  ) as "users_not_ok",
  (
    select count(distinct user_id) from transactions where booked_at < timestamp '2020-03-10' and status is distinct from 'ok'
  ) as "users_that_are_not_ok",
  5 as "ok_transactions"
