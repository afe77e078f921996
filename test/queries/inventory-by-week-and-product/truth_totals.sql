-- Not added up over the weeks: the level at now, 20 + 30 + 31 + 10 + 23 + 41 = 155.
select sum(inventory) as "inventory"
from products_snapshot
where dbt_valid_to is null
  and name in ('Pothos', 'Philodendron', 'Monstera', 'String of pearls', 'Bamboo', 'ZZ Plant')
