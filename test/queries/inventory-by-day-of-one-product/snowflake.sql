-- rows
select
  "product_versions"."metric_time__day" as "metric_time__day",
  "product_versions"."inventory" as "inventory"
from
  (
    select
      cast("periods"."__period" as date) as "metric_time__day",
      sum("versions"."inventory__measure") as "inventory"
    from
      (
        select
          cast(
            cast(
              convert_timezone('UTC', cast(src.date_day as timestamp_tz)) as timestamp_ntz
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
          src.date_day >= cast(? as timestamp_ntz)
          and src.date_day < cast(? as timestamp_ntz)
      ) as "periods"
      inner join (
        select
          "product_versions"."valid_from" as "valid_from",
          "product_versions"."valid_to" as "valid_to",
          "product_versions"."inventory__measure" as "inventory__measure",
          "product_versions"."product" as "product"
        from
          (
            select
              dbt_valid_from as "valid_from",
              dbt_valid_to as "valid_to",
              inventory as "inventory__measure",
              product_id as "product"
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
          product_id as "product",
          name as "name"
        from
          products as src
      ) as "product" on "product"."product" = "versions"."product"
    where
      "product"."name" = ?
    group by
      1
  ) as "product_versions"
order by
  "product_versions"."metric_time__day" asc nulls last
limit
  10001;
-- ? 1: "2021-02-01 00:00:00.000"
-- ? 2: "2021-03-01 00:00:00.000"
-- ? 3: "2021-03-01 00:00:00.000"
-- ? 4: "2021-03-01 00:00:00.000"
-- ? 5: "Pothos"
