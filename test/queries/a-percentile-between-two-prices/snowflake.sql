-- rows
select
  "item_versions"."high_price" as "high_price"
from
  (
    select
      percentile_cont(0.7125) within group (
        order by
          cast("item_versions"."high_price__measure" as double)
      ) as "high_price"
    from
      (
        select
          valid_from as "valid_from",
          valid_to as "valid_to",
          price as "high_price__measure"
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
  ) as "item_versions"
limit
  10001;
-- ? 1: "2021-03-03 00:00:00.000"
-- ? 2: "2021-03-03 00:00:00.000"
