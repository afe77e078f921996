select 3 / 5 - 5 / 12 as "rate_of_mail_over_all", 5 / 12 as "rate_within_a_week", 14 as "purchases"
