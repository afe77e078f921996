-- The metric's filter holds for its base events, so no other referrer has a row.
select 'mail' as "visit__referrer", country as "user__country", rate as "mail_rate_within_a_week"
from (values ('DE', 1), ('US', 0.5)) countries (country, rate)
order by rate desc
