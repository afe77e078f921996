-- rows
select
  "combined"."metric_time__week" as "metric_time__week",
  "combined"."item__name" as "item__name",
  "combined"."stock" as "stock",
  (
    "combined"."stock" - "combined"."stock__1_period_before"
  ) as "stock_delta"
from
  (
    select
      "sources"."metric_time__week" as "metric_time__week",
      "sources"."item__name" as "item__name",
      max("sources"."stock") as "stock",
      max("sources"."stock__1_period_before") as "stock__1_period_before",
      max(max("sources"."__present")) over (
        partition by
          "sources"."metric_time__week"
      ) as "__present"
    from
      (
        select
          "item_versions"."metric_time__week" as "metric_time__week",
          "item_versions"."item__name" as "item__name",
          "item_versions"."stock" as "stock",
          null as "stock__1_period_before",
          1 as "__present"
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
                  src.day >= cast(
                    date_trunc(
                      'week',
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
                  name as "name"
                from
                  items as src
              ) as "item" on "item"."item" = "versions"."item"
            where
              "item"."name" in (?, ?, ?, ?)
            group by
              1,
              2
          ) as "item_versions"
        union all
        select
          "item_versions"."metric_time__week" as "metric_time__week",
          "item_versions"."item__name" as "item__name",
          null as "stock",
          "item_versions"."stock__1_period_before" as "stock__1_period_before",
          0 as "__present"
        from
          (
            select
              cast(date_trunc('week', "periods"."__period") as date) as "metric_time__week",
              "item"."name" as "item__name",
              sum("versions"."stock__measure") as "stock__1_period_before"
            from
              (
                select distinct
                  cast(date_trunc('week', src.day) as date) as "__period"
                from
                  days as src
                where
                  src.day >= cast(
                    date_trunc(
                      'week',
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
              left join (
                select
                  item_id as "item",
                  name as "name"
                from
                  items as src
              ) as "item" on "item"."item" = "versions"."item"
            where
              "item"."name" in (?, ?, ?, ?)
            group by
              1,
              2
          ) as "item_versions"
      ) as "sources"
    group by
      1,
      2
  ) as "combined"
where
  "combined"."__present" = 1
order by
  "combined"."metric_time__week" asc nulls last,
  "combined"."item__name" asc nulls last
limit
  10001;
-- ? 1: "2021-03-15 00:00:00.000"
-- ? 2: "2021-03-10 12:00:00.000"
-- ? 3: "2021-03-10 12:00:00.000"
-- ? 4: "Anchor"
-- ? 5: "Bell"
-- ? 6: "Clock"
-- ? 7: "Easel"
-- ? 8: "2021-03-15 00:00:00.000"
-- ? 9: "2021-03-10 12:00:00.000"
-- ? 10: "2021-03-10 12:00:00.000"
-- ? 11: "Anchor"
-- ? 12: "Bell"
-- ? 13: "Clock"
-- ? 14: "Easel"
