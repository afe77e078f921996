-- rows
select
  "combined"."metric_time__month" as "metric_time__month",
  "combined"."stock" as "stock",
  "combined"."stock_value" as "stock_value",
  (
    "combined"."stock" - "combined"."stock__1_period_before"
  ) as "stock_delta"
from
  (
    select
      "sources"."metric_time__month" as "metric_time__month",
      max("sources"."stock") as "stock",
      max("sources"."stock_value") as "stock_value",
      max("sources"."stock__1_period_before") as "stock__1_period_before",
      max(max("sources"."__present")) over (
        partition by
          "sources"."metric_time__month"
      ) as "__present"
    from
      (
        select
          "item_versions"."metric_time__month" as "metric_time__month",
          "item_versions"."stock" as "stock",
          "item_versions"."stock_value" as "stock_value",
          null as "stock__1_period_before",
          1 as "__present"
        from
          (
            select
              cast(date_trunc('month', "periods"."__period") as date) as "metric_time__month",
              sum("versions"."stock__measure") as "stock",
              sum("versions"."stock_value__measure") as "stock_value"
            from
              (
                select distinct
                  cast(date_trunc('month', src.day) as date) as "__period"
                from
                  days as src
                where
                  src.day >= cast(
                    date_trunc(
                      'month',
                      (
                        select
                          min(
                            cast(
                              convert_timezone('UTC', "item_versions"."valid_from__of_row") as timestamp_ntz
                            )
                          )
                        from
                          (
                            select
                              valid_from as "valid_from__of_row"
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
                      )
                    ) as date
                  )
                  and src.day < cast(? as timestamp_ntz)
              ) as "periods"
              inner join (
                select
                  "item_versions"."valid_from" as "valid_from",
                  "item_versions"."valid_to" as "valid_to",
                  "item_versions"."stock__measure" as "stock__measure",
                  "item_versions"."stock_value__measure" as "stock_value__measure"
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
                    month,
                    1,
                    cast("periods"."__period" as timestamp_ntz)
                  ),
                  cast(? as timestamp_ntz)
                )
                and (
                  "versions"."valid_to" is null
                  or "versions"."valid_to" >= least(
                    dateadd(
                      month,
                      1,
                      cast("periods"."__period" as timestamp_ntz)
                    ),
                    cast(? as timestamp_ntz)
                  )
                )
              )
            group by
              1
          ) as "item_versions"
        union all
        select
          "item_versions"."metric_time__month" as "metric_time__month",
          null as "stock",
          null as "stock_value",
          "item_versions"."stock__1_period_before" as "stock__1_period_before",
          0 as "__present"
        from
          (
            select
              cast(date_trunc('month', "periods"."__period") as date) as "metric_time__month",
              sum("versions"."stock__measure") as "stock__1_period_before"
            from
              (
                select distinct
                  cast(date_trunc('month', src.day) as date) as "__period"
                from
                  days as src
                where
                  src.day >= cast(
                    date_trunc(
                      'month',
                      (
                        select
                          min(
                            cast(
                              convert_timezone('UTC', "item_versions"."valid_from__of_row") as timestamp_ntz
                            )
                          )
                        from
                          (
                            select
                              valid_from as "valid_from__of_row"
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
                      )
                    ) as date
                  )
                  and src.day < cast(? as timestamp_ntz)
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
                "versions"."valid_from" < least("periods"."__period", cast(? as timestamp_ntz))
                and (
                  "versions"."valid_to" is null
                  or "versions"."valid_to" >= least("periods"."__period", cast(? as timestamp_ntz))
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
  "combined"."metric_time__month" asc nulls last
limit
  10001;
-- ? 1: "2021-04-01 00:00:00.000"
-- ? 2: "2021-03-10 12:00:00.000"
-- ? 3: "2021-03-10 12:00:00.000"
-- ? 4: "2021-04-01 00:00:00.000"
-- ? 5: "2021-03-10 12:00:00.000"
-- ? 6: "2021-03-10 12:00:00.000"
