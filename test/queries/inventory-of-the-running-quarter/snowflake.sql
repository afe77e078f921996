-- rows
select
  "combined"."metric_time__quarter" as "metric_time__quarter",
  "combined"."inventory" as "inventory",
  "combined"."inventory_value" as "inventory_value",
  (
    "combined"."inventory" - "combined"."inventory__1_period_before"
  ) as "inventory_delta",
  "combined"."inventory_versions" as "inventory_versions"
from
  (
    select
      "sources"."metric_time__quarter" as "metric_time__quarter",
      max("sources"."inventory") as "inventory",
      max("sources"."inventory_value") as "inventory_value",
      max("sources"."inventory__1_period_before") as "inventory__1_period_before",
      max("sources"."inventory_versions") as "inventory_versions",
      max(max("sources"."__present")) over (
        partition by
          "sources"."metric_time__quarter"
      ) as "__present"
    from
      (
        select
          "product_versions"."metric_time__quarter" as "metric_time__quarter",
          "product_versions"."inventory" as "inventory",
          "product_versions"."inventory_value" as "inventory_value",
          null as "inventory__1_period_before",
          null as "inventory_versions",
          1 as "__present"
        from
          (
            select
              cast(
                date_trunc('quarter', "periods"."__period") as date
              ) as "metric_time__quarter",
              sum("versions"."inventory__measure") as "inventory",
              sum("versions"."inventory_value__measure") as "inventory_value"
            from
              (
                select distinct
                  cast(
                    date_trunc(
                      'quarter',
                      cast(
                        convert_timezone('UTC', cast(src.date_day as timestamp_tz)) as timestamp_ntz
                      )
                    ) as date
                  ) as "__period"
                from
                  (
                    select
                      cast('2010-01-01' as date) + (
                        ones.n + 10 * tens.n + 100 * hundreds.n + 1000 * thousands.n
                      ) as date_day
                    from
                      (
                        values
                          (0),
                          (1),
                          (2),
                          (3),
                          (4),
                          (5),
                          (6),
                          (7),
                          (8),
                          (9)
                      ) as ones (n)
                      cross join (
                        values
                          (0),
                          (1),
                          (2),
                          (3),
                          (4),
                          (5),
                          (6),
                          (7),
                          (8),
                          (9)
                      ) as tens (n)
                      cross join (
                        values
                          (0),
                          (1),
                          (2),
                          (3),
                          (4),
                          (5),
                          (6),
                          (7),
                          (8),
                          (9)
                      ) as hundreds (n)
                      cross join (
                        values
                          (0),
                          (1),
                          (2),
                          (3),
                          (4),
                          (5),
                          (6),
                          (7),
                          (8),
                          (9)
                      ) as thousands (n)
                  ) as src
                where
                  src.date_day >= cast(
                    date_trunc(
                      'quarter',
                      (
                        select
                          min(
                            cast(
                              convert_timezone(
                                'UTC',
                                cast(
                                  "product_versions"."valid_from__of_row" as timestamp_tz
                                )
                              ) as timestamp_ntz
                            )
                          )
                        from
                          (
                            select
                              dbt_valid_from as "valid_from__of_row"
                            from
                              (
                                select
                                  dbt_scd_id,
                                  product_id,
                                  inventory,
                                  price,
                                  dbt_valid_from,
                                  dbt_valid_to,
                                  lag(inventory) over (
                                    partition by
                                      product_id
                                    order by
                                      dbt_valid_from
                                  ) as previous_inventory,
                                  row_number() over (
                                    partition by
                                      product_id
                                    order by
                                      dbt_valid_from
                                  ) as version_number
                                from
                                  products_snapshot
                              ) as src
                          ) as "product_versions"
                      )
                    ) as date
                  )
                  and src.date_day < cast(? as timestamp_ntz)
              ) as "periods"
              inner join (
                select
                  "product_versions"."valid_from" as "valid_from",
                  "product_versions"."valid_to" as "valid_to",
                  "product_versions"."inventory__measure" as "inventory__measure",
                  "product_versions"."inventory_value__measure" as "inventory_value__measure"
                from
                  (
                    select
                      dbt_valid_from as "valid_from",
                      dbt_valid_to as "valid_to",
                      inventory as "inventory__measure",
                      inventory * price as "inventory_value__measure"
                    from
                      (
                        select
                          dbt_scd_id,
                          product_id,
                          inventory,
                          price,
                          dbt_valid_from,
                          dbt_valid_to,
                          lag(inventory) over (
                            partition by
                              product_id
                            order by
                              dbt_valid_from
                          ) as previous_inventory,
                          row_number() over (
                            partition by
                              product_id
                            order by
                              dbt_valid_from
                          ) as version_number
                        from
                          products_snapshot
                      ) as src
                  ) as "product_versions"
              ) as "versions" on (
                "versions"."valid_from" < least(
                  dateadd(
                    quarter,
                    1,
                    cast("periods"."__period" as timestamp_ntz)
                  ),
                  cast(? as timestamp_ntz)
                )
                and (
                  "versions"."valid_to" is null
                  or "versions"."valid_to" >= least(
                    dateadd(
                      quarter,
                      1,
                      cast("periods"."__period" as timestamp_ntz)
                    ),
                    cast(? as timestamp_ntz)
                  )
                )
              )
            group by
              1
          ) as "product_versions"
        union all
        select
          "product_versions"."metric_time__quarter" as "metric_time__quarter",
          null as "inventory",
          null as "inventory_value",
          "product_versions"."inventory__1_period_before" as "inventory__1_period_before",
          null as "inventory_versions",
          0 as "__present"
        from
          (
            select
              cast(
                date_trunc('quarter', "periods"."__period") as date
              ) as "metric_time__quarter",
              sum("versions"."inventory__measure") as "inventory__1_period_before"
            from
              (
                select distinct
                  cast(
                    date_trunc(
                      'quarter',
                      cast(
                        convert_timezone('UTC', cast(src.date_day as timestamp_tz)) as timestamp_ntz
                      )
                    ) as date
                  ) as "__period"
                from
                  (
                    select
                      cast('2010-01-01' as date) + (
                        ones.n + 10 * tens.n + 100 * hundreds.n + 1000 * thousands.n
                      ) as date_day
                    from
                      (
                        values
                          (0),
                          (1),
                          (2),
                          (3),
                          (4),
                          (5),
                          (6),
                          (7),
                          (8),
                          (9)
                      ) as ones (n)
                      cross join (
                        values
                          (0),
                          (1),
                          (2),
                          (3),
                          (4),
                          (5),
                          (6),
                          (7),
                          (8),
                          (9)
                      ) as tens (n)
                      cross join (
                        values
                          (0),
                          (1),
                          (2),
                          (3),
                          (4),
                          (5),
                          (6),
                          (7),
                          (8),
                          (9)
                      ) as hundreds (n)
                      cross join (
                        values
                          (0),
                          (1),
                          (2),
                          (3),
                          (4),
                          (5),
                          (6),
                          (7),
                          (8),
                          (9)
                      ) as thousands (n)
                  ) as src
                where
                  src.date_day >= cast(
                    date_trunc(
                      'quarter',
                      (
                        select
                          min(
                            cast(
                              convert_timezone(
                                'UTC',
                                cast(
                                  "product_versions"."valid_from__of_row" as timestamp_tz
                                )
                              ) as timestamp_ntz
                            )
                          )
                        from
                          (
                            select
                              dbt_valid_from as "valid_from__of_row"
                            from
                              (
                                select
                                  dbt_scd_id,
                                  product_id,
                                  inventory,
                                  price,
                                  dbt_valid_from,
                                  dbt_valid_to,
                                  lag(inventory) over (
                                    partition by
                                      product_id
                                    order by
                                      dbt_valid_from
                                  ) as previous_inventory,
                                  row_number() over (
                                    partition by
                                      product_id
                                    order by
                                      dbt_valid_from
                                  ) as version_number
                                from
                                  products_snapshot
                              ) as src
                          ) as "product_versions"
                      )
                    ) as date
                  )
                  and src.date_day < cast(? as timestamp_ntz)
              ) as "periods"
              inner join (
                select
                  "product_versions"."valid_from" as "valid_from",
                  "product_versions"."valid_to" as "valid_to",
                  "product_versions"."inventory__measure" as "inventory__measure"
                from
                  (
                    select
                      dbt_valid_from as "valid_from",
                      dbt_valid_to as "valid_to",
                      inventory as "inventory__measure"
                    from
                      (
                        select
                          dbt_scd_id,
                          product_id,
                          inventory,
                          price,
                          dbt_valid_from,
                          dbt_valid_to,
                          lag(inventory) over (
                            partition by
                              product_id
                            order by
                              dbt_valid_from
                          ) as previous_inventory,
                          row_number() over (
                            partition by
                              product_id
                            order by
                              dbt_valid_from
                          ) as version_number
                        from
                          products_snapshot
                      ) as src
                  ) as "product_versions"
              ) as "versions" on (
                "versions"."valid_from" < least("periods"."__period", cast(? as timestamp_ntz))
                and (
                  "versions"."valid_to" is null
                  or "versions"."valid_to" >= least("periods"."__period", cast(? as timestamp_ntz))
                )
              )
            group by
              1
          ) as "product_versions"
        union all
        select
          "product_versions"."metric_time__quarter" as "metric_time__quarter",
          null as "inventory",
          null as "inventory_value",
          null as "inventory__1_period_before",
          "product_versions"."inventory_versions" as "inventory_versions",
          1 as "__present"
        from
          (
            select
              cast(
                date_trunc(
                  'quarter',
                  cast(
                    convert_timezone(
                      'UTC',
                      cast("product_versions"."valid_from" as timestamp_tz)
                    ) as timestamp_ntz
                  )
                ) as date
              ) as "metric_time__quarter",
              sum(
                case
                  when "product_versions"."inventory_versions__measure" is not null then 1
                  else 0
                end
              ) as "inventory_versions"
            from
              (
                select
                  dbt_valid_from as "valid_from",
                  dbt_scd_id as "inventory_versions__measure"
                from
                  (
                    select
                      dbt_scd_id,
                      product_id,
                      inventory,
                      price,
                      dbt_valid_from,
                      dbt_valid_to,
                      lag(inventory) over (
                        partition by
                          product_id
                        order by
                          dbt_valid_from
                      ) as previous_inventory,
                      row_number() over (
                        partition by
                          product_id
                        order by
                          dbt_valid_from
                      ) as version_number
                    from
                      products_snapshot
                  ) as src
              ) as "product_versions"
            where
              "product_versions"."valid_from" < cast(? as timestamp_ntz)
            group by
              1
          ) as "product_versions"
      ) as "sources"
    group by
      1
  ) as "combined"
where
  "combined"."__present" = 1
order by
  "combined"."metric_time__quarter" asc nulls last
limit
  10001;
-- ? 1: "2021-04-01 00:00:00.000"
-- ? 2: "2021-03-01 00:00:00.000"
-- ? 3: "2021-03-01 00:00:00.000"
-- ? 4: "2021-04-01 00:00:00.000"
-- ? 5: "2021-03-01 00:00:00.000"
-- ? 6: "2021-03-01 00:00:00.000"
-- ? 7: "2021-03-01 00:00:00.000"
