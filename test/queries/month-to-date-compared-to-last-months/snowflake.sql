-- rows
select
  "combined"."item__name" as "item__name",
  "combined"."stock" as "stock",
  "before"."stock__before" as "stock__before_1_month",
  ("combined"."stock" - "before"."stock__before") as "stock__change_before_1_month",
  "combined"."units_shipped" as "units_shipped",
  "before_2"."units_shipped__before" as "units_shipped__before_1_month"
from
  (
    select
      "sources"."item__name" as "item__name",
      max("sources"."stock") as "stock",
      max("sources"."units_shipped") as "units_shipped"
    from
      (
        select
          "item_versions"."item__name" as "item__name",
          "item_versions"."stock" as "stock",
          null as "units_shipped"
        from
          (
            select
              "item"."name" as "item__name",
              sum("item_versions"."stock__measure") as "stock"
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
            group by
              1
          ) as "item_versions"
        union all
        select
          "shipments"."item__name" as "item__name",
          null as "stock",
          "shipments"."units_shipped" as "units_shipped"
        from
          (
            select
              "item"."name" as "item__name",
              sum("shipments"."units__measure") as "units_shipped"
            from
              (
                select
                  shipped_at as "shipped_at",
                  item_id as "item",
                  units as "units__measure"
                from
                  shipments as src
              ) as "shipments"
              left join (
                select
                  item_id as "item",
                  name as "name"
                from
                  items as src
              ) as "item" on "item"."item" = "shipments"."item"
            where
              (
                "shipments"."shipped_at" >= cast(? as timestamp_ntz)
                and "shipments"."shipped_at" < cast(? as timestamp_ntz)
              )
            group by
              1
          ) as "shipments"
      ) as "sources"
    group by
      1
  ) as "combined"
  left join (
    select
      "item_versions"."item__name" as "item__name",
      "item_versions"."stock__before" as "stock__before"
    from
      (
        select
          "item"."name" as "item__name",
          sum("item_versions"."stock__measure") as "stock__before"
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
        group by
          1
      ) as "item_versions"
  ) as "before" on "before"."item__name" is not distinct
from
  "combined"."item__name"
  left join (
    select
      "shipments"."item__name" as "item__name",
      "shipments"."units_shipped__before" as "units_shipped__before"
    from
      (
        select
          "item"."name" as "item__name",
          sum("shipments"."units__measure") as "units_shipped__before"
        from
          (
            select
              shipped_at as "shipped_at",
              item_id as "item",
              units as "units__measure"
            from
              shipments as src
          ) as "shipments"
          left join (
            select
              item_id as "item",
              name as "name"
            from
              items as src
          ) as "item" on "item"."item" = "shipments"."item"
        where
          (
            "shipments"."shipped_at" >= cast(? as timestamp_ntz)
            and "shipments"."shipped_at" < cast(? as timestamp_ntz)
          )
        group by
          1
      ) as "shipments"
  ) as "before_2" on "before_2"."item__name" is not distinct
from
  "combined"."item__name"
order by
  "combined"."item__name" asc nulls last
limit
  10001;
-- ? 1: "2021-03-10 12:00:00.000"
-- ? 2: "2021-03-10 12:00:00.000"
-- ? 3: "2021-03-01 00:00:00.000"
-- ? 4: "2021-03-10 12:00:00.000"
-- ? 5: "2021-02-10 12:00:00.000"
-- ? 6: "2021-02-10 12:00:00.000"
-- ? 7: "2021-02-01 00:00:00.000"
-- ? 8: "2021-02-10 12:00:00.000"

-- totals
select
  "item_versions"."stock" as "stock",
  "before"."stock__before" as "stock__before_1_month",
  "before_2"."units_shipped__before" as "units_shipped__before_1_month"
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
  ) as "item_versions"
  left join (
    select
      "item_versions"."stock__before" as "stock__before"
    from
      (
        select
          sum("item_versions"."stock__measure") as "stock__before"
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
      ) as "item_versions"
  ) as "before" on 1 = 1
  left join (
    select
      "shipments"."units_shipped__before" as "units_shipped__before"
    from
      (
        select
          sum("shipments"."units__measure") as "units_shipped__before"
        from
          (
            select
              shipped_at as "shipped_at",
              units as "units__measure"
            from
              shipments as src
          ) as "shipments"
        where
          (
            "shipments"."shipped_at" >= cast(? as timestamp_ntz)
            and "shipments"."shipped_at" < cast(? as timestamp_ntz)
          )
      ) as "shipments"
  ) as "before_2" on 1 = 1;
-- ? 1: "2021-03-10 12:00:00.000"
-- ? 2: "2021-03-10 12:00:00.000"
-- ? 3: "2021-02-10 12:00:00.000"
-- ? 4: "2021-02-10 12:00:00.000"
-- ? 5: "2021-02-01 00:00:00.000"
-- ? 6: "2021-02-10 12:00:00.000"
