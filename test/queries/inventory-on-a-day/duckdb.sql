-- rows
select
  "product_versions"."product__name" as "product__name",
  "product_versions"."inventory" as "inventory"
from
  (
    select
      "product"."name" as "product__name",
      sum("product_versions"."inventory__measure") as "inventory"
    from
      (
        select
          dbt_valid_from as "valid_from",
          dbt_valid_to as "valid_to",
          product_id as "product",
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
              lag (inventory) over (
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
      left join (
        select
          product_id as "product",
          name as "name"
        from
          products as src
      ) as "product" on "product"."product" = "product_versions"."product"
    where
      (
        "product_versions"."valid_from" < cast(? as timestamp)
        and (
          "product_versions"."valid_to" is null
          or "product_versions"."valid_to" >= cast(? as timestamp)
        )
      )
    group by
      1
  ) as "product_versions"
order by
  "product_versions"."inventory" asc nulls last,
  "product_versions"."product__name" asc nulls last
limit
  9;
-- ? 1: "2021-02-18 00:00:00.000"
-- ? 2: "2021-02-18 00:00:00.000"

-- totals
select
  "product_versions"."inventory" as "inventory"
from
  (
    select
      sum("product_versions"."inventory__measure") as "inventory"
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
              lag (inventory) over (
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
        "product_versions"."valid_from" < cast(? as timestamp)
        and (
          "product_versions"."valid_to" is null
          or "product_versions"."valid_to" >= cast(? as timestamp)
        )
      )
  ) as "product_versions";
-- ? 1: "2021-02-18 00:00:00.000"
-- ? 2: "2021-02-18 00:00:00.000"
