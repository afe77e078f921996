-- Campaign and country of the visitor restrict visits alone: 1, 3, 4, 8, 9, 10, 11. Purchase 3 of campaign B is too late, 6 counts.
select
  day as "metric_time__day",
  purchases as "purchases_within_a_week",
  purchases / visits as "rate_within_a_week",
  case when mails > 0 then purchases / mails end as "mail_rate_within_a_week"
from (
  values
    (date '2021-01-31', 1, 0, null), (date '2021-02-28', 1, 0, null), (date '2021-03-01', 1, 0, null),
    (date '2021-03-03', 1, 1, 2), (date '2021-03-05', 1, 0, 1), (date '2021-03-14', 2, 2, 1)
) days (day, visits, mails, purchases)
order by day
