-- rows
select
  "combined"."metric_time__week" as "metric_time__week",
  "combined"."out_of_stock_products" as "out_of_stock_products",
  "combined"."stockouts" as "stockouts"
from
  (
    select
      "sources"."metric_time__week" as "metric_time__week",
      max("sources"."out_of_stock_products") as "out_of_stock_products",
      max("sources"."stockouts") as "stockouts"
    from
      (
        select
          "product_versions"."metric_time__week" as "metric_time__week",
          "product_versions"."out_of_stock_products" as "out_of_stock_products",
          null as "stockouts"
        from
          (
            select
              cast(date_trunc('week', "periods"."__period") as date) as "metric_time__week",
              sum(
                case
                  when "versions"."out_of_stock_products__measure" then 1
                  else 0
                end
              ) as "out_of_stock_products"
            from
              (
                select distinct
                  cast(
                    date_trunc(
                      'week',
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
                      'week',
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
                  "product_versions"."out_of_stock_products__measure" as "out_of_stock_products__measure"
                from
                  (
                    select
                      dbt_valid_from as "valid_from",
                      dbt_valid_to as "valid_to",
                      inventory = 0 as "out_of_stock_products__measure"
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
            group by
              1
          ) as "product_versions"
        union all
        select
          "product_versions"."metric_time__week" as "metric_time__week",
          null as "out_of_stock_products",
          "product_versions"."stockouts" as "stockouts"
        from
          (
            select
              cast(
                date_trunc(
                  'week',
                  cast(
                    convert_timezone(
                      'UTC',
                      cast("product_versions"."valid_from" as timestamp_tz)
                    ) as timestamp_ntz
                  )
                ) as date
              ) as "metric_time__week",
              sum(
                case
                  when "product_versions"."stockouts__measure" then 1
                  else 0
                end
              ) as "stockouts"
            from
              (
                select
                  dbt_valid_from as "valid_from",
                  inventory = 0
                  and coalesce(previous_inventory, 1) > 0 as "stockouts__measure"
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
order by
  "combined"."metric_time__week" asc nulls last
limit
  10001;
-- ? 1: "2021-03-01 00:00:00.000"
-- ? 2: "2021-03-01 00:00:00.000"
-- ? 3: "2021-03-01 00:00:00.000"
-- ? 4: "2021-03-01 00:00:00.000"

-- totals
select
  "combined"."out_of_stock_products" as "out_of_stock_products",
  "combined"."stockouts" as "stockouts"
from
  (
    select
      max("sources"."out_of_stock_products") as "out_of_stock_products",
      max("sources"."stockouts") as "stockouts"
    from
      (
        select
          "product_versions"."out_of_stock_products" as "out_of_stock_products",
          null as "stockouts"
        from
          (
            select
              sum(
                case
                  when "product_versions"."out_of_stock_products__measure" then 1
                  else 0
                end
              ) as "out_of_stock_products"
            from
              (
                select
                  dbt_valid_from as "valid_from",
                  dbt_valid_to as "valid_to",
                  inventory = 0 as "out_of_stock_products__measure"
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
              (
                "product_versions"."valid_from" < cast(? as timestamp_ntz)
                and (
                  "product_versions"."valid_to" is null
                  or "product_versions"."valid_to" >= cast(? as timestamp_ntz)
                )
              )
          ) as "product_versions"
        union all
        select
          null as "out_of_stock_products",
          "product_versions"."stockouts" as "stockouts"
        from
          (
            select
              sum(
                case
                  when "product_versions"."stockouts__measure" then 1
                  else 0
                end
              ) as "stockouts"
            from
              (
                select
                  dbt_valid_from as "valid_from",
                  inventory = 0
                  and coalesce(previous_inventory, 1) > 0 as "stockouts__measure"
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
          ) as "product_versions"
      ) as "sources"
  ) as "combined";
-- ? 1: "2021-03-01 00:00:00.000"
-- ? 2: "2021-03-01 00:00:00.000"
-- ? 3: "2021-03-01 00:00:00.000"
