-- A purchase is credited to the latest visit: 1 and 2 to mail of 3 March, 4 to google of 5 March, 6 to mail of the 14th, 7 to one from nowhere.
select
  referrer as "visit__referrer",
  purchases as "purchases_within_a_week",
  coalesce(purchases, 0) as "purchases_within_a_week_filled",
  purchases / visits as "rate_within_a_week",
  coalesce(purchases, 0) / visits as "rate_within_a_week_filled",
  case when referrer = 'mail' then purchases / visits end as "mail_rate_within_a_week",
  buyers / visitors as "buyer_rate_within_a_week",
  round(coalesce(purchases, 0) / visits * 100, 1) as "rate_in_percent",
  visits as "visits"
from (
  values ('friend', 2, 2, null, null), ('google', 4, 4, 1, 1), ('mail', 5, 2, 3, 2), (null, 1, 1, 1, 1)
) referrers (referrer, visits, visitors, purchases, buyers)
order by referrer nulls last
