select
  null as "purchases_within_a_week",
  0 as "purchases_within_a_week_filled",
  null as "rate_within_a_week",
  null as "rate_within_a_week_filled"
