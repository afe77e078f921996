-- rows
select
  "combined"."metric_time__day" as "metric_time__day",
  "combined"."stock" as "stock",
  (
    "combined"."stock" - "combined"."stock__1_period_before"
  ) as "stock_delta"
from
  (
    select
      "sources"."metric_time__day" as "metric_time__day",
      max("sources"."stock") as "stock",
      max("sources"."stock__1_period_before") as "stock__1_period_before",
      max(max("sources"."__present")) over (
        partition by
          "sources"."metric_time__day"
      ) as "__present"
    from
      (
        select
          "item_versions"."metric_time__day" as "metric_time__day",
          "item_versions"."stock" as "stock",
          null as "stock__1_period_before",
          1 as "__present"
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
                  src.day >= cast(? as timestamp)
                  and src.day < cast(? as timestamp)
              ) as "periods"
              inner join (
                select
                  "item_versions"."valid_from" as "valid_from",
                  "item_versions"."valid_to" as "valid_to",
                  "item_versions"."stock__measure" as "stock__measure"
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
                  ("periods"."__period" + interval '1 day'),
                  cast(? as timestamp)
                )
                and (
                  "versions"."valid_to" is null
                  or "versions"."valid_to" >= least(
                    ("periods"."__period" + interval '1 day'),
                    cast(? as timestamp)
                  )
                )
              )
            group by
              1
          ) as "item_versions"
        union all
        select
          "item_versions"."metric_time__day" as "metric_time__day",
          null as "stock",
          "item_versions"."stock__1_period_before" as "stock__1_period_before",
          0 as "__present"
        from
          (
            select
              cast("periods"."__period" as date) as "metric_time__day",
              sum("versions"."stock__measure") as "stock__1_period_before"
            from
              (
                select
                  cast(src.day as date) as "__period"
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
                  "item_versions"."stock__measure" as "stock__measure"
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
                "versions"."valid_from" < least("periods"."__period", cast(? as timestamp))
                and (
                  "versions"."valid_to" is null
                  or "versions"."valid_to" >= least("periods"."__period", cast(? as timestamp))
                )
              )
            group by
              1
          ) as "item_versions"
      ) as "sources"
    group by
      1
  ) as "combined"
where
  "combined"."__present" = 1
order by
  "combined"."metric_time__day" asc nulls last
limit
  10001;
-- ? 1: "2021-02-28 00:00:00.000"
-- ? 2: "2021-03-03 00:00:00.000"
-- ? 3: "2021-03-10 12:00:00.000"
-- ? 4: "2021-03-10 12:00:00.000"
-- ? 5: "2021-02-28 00:00:00.000"
-- ? 6: "2021-03-03 00:00:00.000"
-- ? 7: "2021-03-10 12:00:00.000"
-- ? 8: "2021-03-10 12:00:00.000"

-- totals
select
  (
    "combined"."stock" - "combined"."stock__1_period_before"
  ) as "stock_delta"
from
  (
    select
      max("sources"."stock") as "stock",
      max("sources"."stock__1_period_before") as "stock__1_period_before"
    from
      (
        select
          "item_versions"."stock" as "stock",
          null as "stock__1_period_before"
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
          null as "stock",
          "item_versions"."stock__1_period_before" as "stock__1_period_before"
        from
          (
            select
              sum("item_versions"."stock__measure") as "stock__1_period_before"
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
      ) as "sources"
  ) as "combined";
-- ? 1: "2021-03-03 00:00:00.000"
-- ? 2: "2021-03-03 00:00:00.000"
-- ? 3: "2021-02-28 00:00:00.000"
-- ? 4: "2021-02-28 00:00:00.000"
