-- The stock at now over all that was shipped.
select 35 as "stock", 15 as "unitsShipped", 16 as "versions", 35 / 15 as "stockCover"
