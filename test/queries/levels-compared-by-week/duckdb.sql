-- rows
select
  "item_versions"."metric_time__week" as "metric_time__week",
  "item_versions"."item__name" as "item__name",
  "item_versions"."stock" as "stock",
  "before"."stock__before" as "stock__before",
  (
    "item_versions"."stock" - "before"."stock__before"
  ) as "stock__change_before"
from
  (
    select
      cast(date_trunc('week', "periods"."__period") as date) as "metric_time__week",
      "item"."name" as "item__name",
      sum("versions"."stock__measure") as "stock"
    from
      (
        select distinct
          cast(date_trunc('week', src.day) as date) as "__period"
        from
          days as src
        where
          src.day >= cast(? as timestamp)
          and src.day < cast(? as timestamp)
      ) as "periods"
      inner join (
        select
          "item_versions"."valid_from" as "valid_from",
          "item_versions"."valid_to" as "valid_to",
          "item_versions"."item" as "item",
          "item_versions"."stock__measure" as "stock__measure"
        from
          (
            select
              valid_from as "valid_from",
              valid_to as "valid_to",
              item_id as "item",
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
      ) as "versions" on (
        "versions"."valid_from" < least(
          ("periods"."__period" + interval '1 week'),
          cast(? as timestamp)
        )
        and (
          "versions"."valid_to" is null
          or "versions"."valid_to" >= least(
            ("periods"."__period" + interval '1 week'),
            cast(? as timestamp)
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
    group by
      1,
      2
  ) as "item_versions"
  left join (
    select
      cast(
        (
          "item_versions"."metric_time__week" + interval '1 week'
        ) as date
      ) as "metric_time__week",
      "item_versions"."item__name" as "item__name",
      "item_versions"."stock__before" as "stock__before"
    from
      (
        select
          cast(date_trunc('week', "periods"."__period") as date) as "metric_time__week",
          "item"."name" as "item__name",
          sum("versions"."stock__measure") as "stock__before"
        from
          (
            select distinct
              cast(date_trunc('week', src.day) as date) as "__period"
            from
              days as src
            where
              src.day >= cast(? as timestamp)
              and src.day < cast(? as timestamp)
          ) as "periods"
          inner join (
            select
              "item_versions"."valid_from" as "valid_from",
              "item_versions"."valid_to" as "valid_to",
              "item_versions"."item" as "item",
              "item_versions"."stock__measure" as "stock__measure"
            from
              (
                select
                  valid_from as "valid_from",
                  valid_to as "valid_to",
                  item_id as "item",
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
          ) as "versions" on (
            "versions"."valid_from" < least(
              ("periods"."__period" + interval '1 week'),
              cast(? as timestamp)
            )
            and (
              "versions"."valid_to" is null
              or "versions"."valid_to" >= least(
                ("periods"."__period" + interval '1 week'),
                cast(? as timestamp)
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
        group by
          1,
          2
      ) as "item_versions"
  ) as "before" on "before"."metric_time__week" is not distinct from "item_versions"."metric_time__week"
  and "before"."item__name" is not distinct from "item_versions"."item__name"
order by
  "item_versions"."metric_time__week" asc nulls last,
  "item_versions"."item__name" asc nulls last
limit
  10001;
-- ? 1: "2021-02-15 00:00:00.000"
-- ? 2: "2021-03-15 00:00:00.000"
-- ? 3: "2021-03-10 12:00:00.000"
-- ? 4: "2021-03-10 12:00:00.000"
-- ? 5: "2021-02-08 00:00:00.000"
-- ? 6: "2021-03-15 00:00:00.000"
-- ? 7: "2021-03-10 12:00:00.000"
-- ? 8: "2021-03-10 12:00:00.000"
