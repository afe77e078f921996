-- The stock at now over all that was shipped.
with counted as (
  select
    (
      select sum(quantity) from items_snapshot
      where valid_from < timestamp '2021-03-10 12:00:00' and (valid_to is null or valid_to >= timestamp '2021-03-10 12:00:00')
    ) as stock,
    (select sum(units) from shipments where shipped_at < timestamp '2021-03-10 12:00:00') as units,
    (select count(*) from items_snapshot where valid_from < timestamp '2021-03-10 12:00:00') as versions
)
select stock as "stock", units as "unitsShipped", versions as "versions", stock / units as "stockCover" from counted
