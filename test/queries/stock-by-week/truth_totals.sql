-- Without a range T is now: Anchor's next version begins on 20 March, so its present one, with an end in the future, holds.
select sum(quantity) as "stock", count(distinct item_id) as "itemsKept", count(*) filter (quantity = 0) as "emptyItems"
from items_snapshot
where valid_from < timestamp '2021-03-10 12:00:00' and (valid_to is null or valid_to >= timestamp '2021-03-10 12:00:00')
