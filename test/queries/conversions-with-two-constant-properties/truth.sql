-- s2: 1 and 2 of A, 3 of B; s3: 4 and 5 of A; s8: 10 and 11; s9: 12, 13, 14. In s7 the campaigns differ, s4 has none, s5 no user.
select campaign as "visit__campaign", month as "metric_time__month", purchases as "purchases_of_session_and_campaign"
from (
  values
    ('A', date '2021-01-01', 2), ('A', date '2021-02-01', 3), ('A', date '2021-03-01', 4), ('B', date '2021-03-01', 1),
    (null, date '2021-03-01', null)
) groups (campaign, month, purchases)
order by 1 nulls last, 2
