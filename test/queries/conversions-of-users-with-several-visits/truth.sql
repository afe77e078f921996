-- u1 and u2 have three visits each.
select user_id as "user", purchases as "purchases_within_a_week", purchases / 3 as "rate_within_a_week"
from (values ('u1', 2), ('u2', 2)) users (user_id, purchases)
order by user_id
