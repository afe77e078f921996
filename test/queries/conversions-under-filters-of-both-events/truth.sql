-- Regulars have at least three visits: u1, u2. Large is from 8: purchases 4 and 6 of u2; by country DE has visits but no large purchase.
select country as "user__country", large as "large_purchases_of_regulars", purchases as "purchases_within_a_week"
from (values ('DE', null, 2), ('FR', null, null), ('US', 2, 2), (null, null, 1)) countries (country, large, purchases)
order by country nulls last
