-- Groups are those of the visits, also where nothing was bought after them (MetricFlow combines both events whatever the calculation).
select referrer as "visit__referrer", purchases as "purchases_within_a_week_filled"
from (values ('friend', 0), ('google', 1), ('mail', 3), (null, 1)) referrers (referrer, purchases)
order by referrer nulls last
