select
  (
    select sum(quantity) from items_snapshot
    where valid_from < timestamp '2021-03-10 12:00:00' and (valid_to is null or valid_to >= timestamp '2021-03-10 12:00:00')
  ) as "stock",
  (
    select sum(quantity) from items_snapshot
    where valid_from < timestamp '2021-02-10 12:00:00' and (valid_to is null or valid_to >= timestamp '2021-02-10 12:00:00')
  ) as "stockBefore",
  null as "shippedBefore"
