-- rows
select
  "product_versions"."product__name" as "product__name",
  "product_versions"."inventory_versions" as "inventory_versions",
  "product_versions"."inventory_changes" as "inventory_changes"
from
  (
    select
      "product"."name" as "product__name",
      sum(
        case
          when "product_versions"."inventory_versions__measure" is not null then 1
          else 0
        end
      ) as "inventory_versions",
      sum(
        case
          when "product_versions"."inventory_changes__measure" then 1
          else 0
        end
      ) as "inventory_changes"
    from
      (
        select
          dbt_valid_from as "valid_from",
          product_id as "product",
          dbt_scd_id as "inventory_versions__measure",
          version_number > 1
          and inventory is distinct from previous_inventory as "inventory_changes__measure"
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
      "product_versions"."valid_from" < cast(? as timestamp)
    group by
      1
  ) as "product_versions"
where
  "product_versions"."inventory_versions" > ?
order by
  "product_versions"."inventory_versions" desc nulls last,
  "product_versions"."product__name" asc nulls last
limit
  10001;
-- ? 1: "2021-03-01 00:00:00.000"
-- ? 2: 1

-- totals
select
  "product_versions"."inventory_versions" as "inventory_versions",
  "product_versions"."inventory_changes" as "inventory_changes"
from
  (
    select
      sum(
        case
          when "product_versions"."inventory_versions__measure" is not null then 1
          else 0
        end
      ) as "inventory_versions",
      sum(
        case
          when "product_versions"."inventory_changes__measure" then 1
          else 0
        end
      ) as "inventory_changes"
    from
      (
        select
          dbt_valid_from as "valid_from",
          dbt_scd_id as "inventory_versions__measure",
          version_number > 1
          and inventory is distinct from previous_inventory as "inventory_changes__measure"
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
      "product_versions"."valid_from" < cast(? as timestamp)
  ) as "product_versions";
-- ? 1: "2021-03-01 00:00:00.000"
