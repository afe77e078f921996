-- rows
select
  "item_versions"."item__name" as "item__name",
  "item_versions"."stock" as "stock",
  "item_versions"."stock_value" as "stock_value"
from
  (
    select
      "item"."name" as "item__name",
      sum("item_versions"."stock__measure") as "stock",
      sum("item_versions"."stock_value__measure") as "stock_value"
    from
      (
        select
          valid_from as "valid_from",
          valid_to as "valid_to",
          item_id as "item",
          quantity as "stock__measure",
          quantity * price as "stock_value__measure"
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
order by
  "item_versions"."item__name" asc nulls last
limit
  10001;
-- ? 1: "2021-02-11 00:00:00.000"
-- ? 2: "2021-02-11 00:00:00.000"

-- totals
select
  "item_versions"."stock" as "stock",
  "item_versions"."stock_value" as "stock_value"
from
  (
    select
      sum("item_versions"."stock__measure") as "stock",
      sum("item_versions"."stock_value__measure") as "stock_value"
    from
      (
        select
          valid_from as "valid_from",
          valid_to as "valid_to",
          quantity as "stock__measure",
          quantity * price as "stock_value__measure"
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
  ) as "item_versions";
-- ? 1: "2021-02-11 00:00:00.000"
-- ? 2: "2021-02-11 00:00:00.000"
