-- rows
select
  "combined"."item__name" as "item__name",
  "combined"."empty_items" as "empty_items",
  "combined"."stockouts" as "stockouts"
from
  (
    select
      "sources"."item__name" as "item__name",
      max("sources"."empty_items") as "empty_items",
      max("sources"."stockouts") as "stockouts"
    from
      (
        select
          "item_versions"."item__name" as "item__name",
          "item_versions"."empty_items" as "empty_items",
          null as "stockouts"
        from
          (
            select
              "item"."name" as "item__name",
              sum(
                case
                  when "item_versions"."empty_items__measure" then 1
                  else 0
                end
              ) as "empty_items"
            from
              (
                select
                  valid_from as "valid_from",
                  valid_to as "valid_to",
                  item_id as "item",
                  quantity = 0 as "empty_items__measure"
                from
                  (
                    select
                      scd_id,
                      item_id,
                      quantity,
                      price,
                      valid_from,
                      valid_to,
                      lag (quantity) over (
                        partition by
                          item_id
                        order by
                          valid_from
                      ) as previous_quantity,
                      row_number() over (
                        partition by
                          item_id
                        order by
                          valid_from
                      ) as version_number
                    from
                      items_snapshot
                  ) as src
              ) as "item_versions"
              left join (
                select
                  item_id as "item",
                  name as "name"
                from
                  items as src
              ) as "item" on "item"."item" = "item_versions"."item"
            where
              (
                "item_versions"."valid_from" < cast(? as timestamp)
                and (
                  "item_versions"."valid_to" is null
                  or "item_versions"."valid_to" >= cast(? as timestamp)
                )
              )
            group by
              1
          ) as "item_versions"
        union all
        select
          "item_versions"."item__name" as "item__name",
          null as "empty_items",
          "item_versions"."stockouts" as "stockouts"
        from
          (
            select
              "item"."name" as "item__name",
              sum(
                case
                  when "item_versions"."stockouts__measure" then 1
                  else 0
                end
              ) as "stockouts"
            from
              (
                select
                  valid_from as "valid_from",
                  item_id as "item",
                  quantity = 0
                  and coalesce(previous_quantity, 1) > 0 as "stockouts__measure"
                from
                  (
                    select
                      scd_id,
                      item_id,
                      quantity,
                      price,
                      valid_from,
                      valid_to,
                      lag (quantity) over (
                        partition by
                          item_id
                        order by
                          valid_from
                      ) as previous_quantity,
                      row_number() over (
                        partition by
                          item_id
                        order by
                          valid_from
                      ) as version_number
                    from
                      items_snapshot
                  ) as src
              ) as "item_versions"
              left join (
                select
                  item_id as "item",
                  name as "name"
                from
                  items as src
              ) as "item" on "item"."item" = "item_versions"."item"
            where
              "item_versions"."valid_from" < cast(? as timestamp)
            group by
              1
          ) as "item_versions"
      ) as "sources"
    group by
      1
  ) as "combined"
where
  "combined"."empty_items" > ?
order by
  "combined"."item__name" asc nulls last
limit
  10001;
-- ? 1: "2021-03-10 12:00:00.000"
-- ? 2: "2021-03-10 12:00:00.000"
-- ? 3: "2021-03-10 12:00:00.000"
-- ? 4: 0

-- totals
select
  "combined"."empty_items" as "empty_items",
  "combined"."stockouts" as "stockouts"
from
  (
    select
      max("sources"."empty_items") as "empty_items",
      max("sources"."stockouts") as "stockouts"
    from
      (
        select
          "item_versions"."empty_items" as "empty_items",
          null as "stockouts"
        from
          (
            select
              sum(
                case
                  when "item_versions"."empty_items__measure" then 1
                  else 0
                end
              ) as "empty_items"
            from
              (
                select
                  valid_from as "valid_from",
                  valid_to as "valid_to",
                  quantity = 0 as "empty_items__measure"
                from
                  (
                    select
                      scd_id,
                      item_id,
                      quantity,
                      price,
                      valid_from,
                      valid_to,
                      lag (quantity) over (
                        partition by
                          item_id
                        order by
                          valid_from
                      ) as previous_quantity,
                      row_number() over (
                        partition by
                          item_id
                        order by
                          valid_from
                      ) as version_number
                    from
                      items_snapshot
                  ) as src
              ) as "item_versions"
            where
              (
                "item_versions"."valid_from" < cast(? as timestamp)
                and (
                  "item_versions"."valid_to" is null
                  or "item_versions"."valid_to" >= cast(? as timestamp)
                )
              )
          ) as "item_versions"
        union all
        select
          null as "empty_items",
          "item_versions"."stockouts" as "stockouts"
        from
          (
            select
              sum(
                case
                  when "item_versions"."stockouts__measure" then 1
                  else 0
                end
              ) as "stockouts"
            from
              (
                select
                  valid_from as "valid_from",
                  quantity = 0
                  and coalesce(previous_quantity, 1) > 0 as "stockouts__measure"
                from
                  (
                    select
                      scd_id,
                      item_id,
                      quantity,
                      price,
                      valid_from,
                      valid_to,
                      lag (quantity) over (
                        partition by
                          item_id
                        order by
                          valid_from
                      ) as previous_quantity,
                      row_number() over (
                        partition by
                          item_id
                        order by
                          valid_from
                      ) as version_number
                    from
                      items_snapshot
                  ) as src
              ) as "item_versions"
            where
              "item_versions"."valid_from" < cast(? as timestamp)
          ) as "item_versions"
      ) as "sources"
  ) as "combined";
-- ? 1: "2021-03-10 12:00:00.000"
-- ? 2: "2021-03-10 12:00:00.000"
-- ? 3: "2021-03-10 12:00:00.000"
