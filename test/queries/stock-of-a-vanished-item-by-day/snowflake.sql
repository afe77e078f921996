-- rows
select
  "item_versions"."metric_time__day" as "metric_time__day",
  "item_versions"."stock" as "stock"
from
  (
    select
      cast("periods"."__period" as date) as "metric_time__day",
      sum("versions"."stock__measure") as "stock"
    from
      (
        select
          cast(src.day as date) as "__period"
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
          "item_versions"."stock__measure" as "stock__measure",
          "item_versions"."item" as "item"
        from
          (
            select
              valid_from as "valid_from",
              valid_to as "valid_to",
              quantity as "stock__measure",
              item_id as "item"
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
            day,
            1,
            cast("periods"."__period" as timestamp_ntz)
          ),
          cast(? as timestamp_ntz)
        )
        and (
          "versions"."valid_to" is null
          or "versions"."valid_to" >= least(
            dateadd(
              day,
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
          name as "name"
        from
          items as src
      ) as "item" on "item"."item" = "versions"."item"
    where
      "item"."name" = ?
    group by
      1
  ) as "item_versions"
order by
  "item_versions"."metric_time__day" asc nulls last
limit
  10001;
-- ? 1: "2021-02-15 00:00:00.000"
-- ? 2: "2021-02-20 00:00:00.000"
-- ? 3: "2021-03-10 12:00:00.000"
-- ? 4: "2021-03-10 12:00:00.000"
-- ? 5: "Bell"

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
          quantity as "stock__measure",
          item_id as "item"
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
      left join (
        select
          item_id as "item",
          name as "name"
        from
          items as src
      ) as "item" on "item"."item" = "item_versions"."item"
    where
      (
        "item_versions"."valid_from" < cast(? as timestamp_ntz)
        and (
          "item_versions"."valid_to" is null
          or "item_versions"."valid_to" >= cast(? as timestamp_ntz)
        )
      )
      and "item"."name" = ?
  ) as "item_versions";
-- ? 1: "2021-02-20 00:00:00.000"
-- ? 2: "2021-02-20 00:00:00.000"
-- ? 3: "Bell"
