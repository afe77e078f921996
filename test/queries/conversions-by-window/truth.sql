-- Each purchase counts once, for the latest visit of its user (session, campaign) up to it; nobody is nobody else.
-- By day the visit of 5 March is seven days before the purchase of the 12th, by hour less. A month before 31 March is 28 February.
with v as (
  select *, cast(visited_at as date) as day, date_trunc('hour', visited_at) as hour from visits where visited_at < timestamp '2021-04-01'
), p as (
  select *, cast(bought_at as date) as day, date_trunc('hour', bought_at) as hour from purchases where bought_at < timestamp '2021-04-01'
)
select
  (select count(*) from v) as "visits",
  (select count(*) from p where exists (from v where v.user_id = p.user_id and v.day <= p.day)) as "purchases_of_visitors",
  (
    select count(*) from p where exists (from v where v.user_id = p.user_id and v.day <= p.day)
  ) / (select count(*) from v) as "visit_to_purchase_rate",
  (
    select count(*) from p
    where exists (from v where v.user_id = p.user_id and v.day <= p.day and v.day > p.day - interval 7 day)
  ) as "purchases_within_a_week",
  (
    select count(*) from p
    where exists (from v where v.user_id = p.user_id and v.day <= p.day and v.day > p.day - interval 7 day)
  ) / (select count(*) from v) as "rate_within_a_week",
  (
    select count(*) from p
    where exists (from v where v.user_id = p.user_id and v.day <= p.day and v.day > p.day - interval 1 month)
  ) as "purchases_within_a_month",
  (
    select count(*) from p where exists (from v where v.session_id = p.session_id and v.day <= p.day)
  ) as "purchases_in_the_session",
  (
    select count(*) from p
    where exists (from v where v.user_id = p.user_id and v.campaign = p.campaign and v.day <= p.day)
  ) as "purchases_of_the_campaign",
  (
    select sum(1) from p
    where exists (from v where v.user_id = p.user_id and v.day <= p.day and v.day > p.day - interval 7 day)
  ) as "purchase_rows_within_a_week",
  (
    select count(distinct user_id) from p
    where exists (from v where v.user_id = p.user_id and v.day <= p.day and v.day > p.day - interval 7 day)
  ) as "buyers_within_a_week",
  (
    select count(distinct user_id) from p
    where exists (from v where v.user_id = p.user_id and v.day <= p.day and v.day > p.day - interval 7 day)
  ) / (select count(distinct user_id) from v) as "buyer_rate_within_a_week",
  (
    select count(*) from p
    where exists (from v where v.user_id = p.user_id and v.hour <= p.hour and v.hour > p.hour - interval 7 day)
  ) as "purchases_within_a_week_to_the_hour",
  (select count(*) from p) as "purchases"
