select distinct region as "area", is_member as "customer__is_member"
from customers
order by 1 nulls last, 2 nulls last
