-- rows
select
  "item_versions"."metric_time__week" as "metric_time__week",
  "item_versions"."item__shelf" as "item__shelf",
  "item_versions"."stock" as "stock",
  "item_versions"."empty_items" as "empty_items"
from
  (
    select
      cast(date_trunc('week', "periods"."__period") as date) as "metric_time__week",
      "item"."shelf" as "item__shelf",
      sum("versions"."stock__measure") as "stock",
      sum(
        case
          when "versions"."empty_items__measure" then 1
          else 0
        end
      ) as "empty_items"
    from
      (
        select distinct
          cast(date_trunc('week', src.day) as date) as "__period"
        from
          days as src
        where
          src.day >= cast(? as timestamp_ntz)
          and src.day < cast(? as timestamp_ntz)
      ) as "periods"
      inner join (
        select
          "item_versions"."valid_from" as "valid_from",
          "item_versions"."valid_to" as "valid_to",
          "item_versions"."item" as "item",
          "item_versions"."stock__measure" as "stock__measure",
          "item_versions"."empty_items__measure" as "empty_items__measure"
        from
          (
            select
              valid_from as "valid_from",
              valid_to as "valid_to",
              item_id as "item",
              quantity as "stock__measure",
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
                  lag(quantity) over (
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
      ) as "versions" on (
        "versions"."valid_from" < least(
          dateadd(
            week,
            1,
            cast("periods"."__period" as timestamp_ntz)
          ),
          cast(? as timestamp_ntz)
        )
        and (
          "versions"."valid_to" is null
          or "versions"."valid_to" >= least(
            dateadd(
              week,
              1,
              cast("periods"."__period" as timestamp_ntz)
            ),
            cast(? as timestamp_ntz)
          )
        )
      )
      left join (
        select
          item_id as "item",
          shelf as "shelf"
        from
          items as src
      ) as "item" on "item"."item" = "versions"."item"
    group by
      1,
      2
  ) as "item_versions"
order by
  "item_versions"."metric_time__week" asc nulls last,
  "item_versions"."item__shelf" asc nulls last
limit
  10001;
-- ? 1: "2021-02-08 00:00:00.000"
-- ? 2: "2021-03-01 00:00:00.000"
-- ? 3: "2021-03-10 12:00:00.000"
-- ? 4: "2021-03-10 12:00:00.000"

-- totals
select
  "item_versions"."stock" as "stock"
from
  (
    select
      sum("item_versions"."stock__measure") as "stock"
    from
      (
        select
          valid_from as "valid_from",
          valid_to as "valid_to",
          quantity as "stock__measure"
        from
          (
            select
              scd_id,
              item_id,
              quantity,
              price,
              valid_from,
              valid_to,
              lag(quantity) over (
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
        "item_versions"."valid_from" < cast(? as timestamp_ntz)
        and (
          "item_versions"."valid_to" is null
          or "item_versions"."valid_to" >= cast(? as timestamp_ntz)
        )
      )
  ) as "item_versions";
-- ? 1: "2021-03-01 00:00:00.000"
-- ? 2: "2021-03-01 00:00:00.000"
