-- rows
select
  "product_versions"."metric_time__week" as "metric_time__week",
  "product_versions"."inventory_versions" as "inventory_versions",
  "product_versions"."inventory_changes" as "inventory_changes",
  "product_versions"."inventory_net_change" as "inventory_net_change",
  "product_versions"."inventory_movement" as "inventory_movement"
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
          when "product_versions"."inventory_versions__measure" is not null then 1
          else 0
        end
      ) as "inventory_versions",
      sum(
        case
          when "product_versions"."inventory_changes__measure" then 1
          else 0
        end
      ) as "inventory_changes",
      sum(
        "product_versions"."inventory_net_change__measure"
      ) as "inventory_net_change",
      sum("product_versions"."inventory_movement__measure") as "inventory_movement"
    from
      (
        select
          dbt_valid_from as "valid_from",
          dbt_scd_id as "inventory_versions__measure",
          version_number > 1
          and inventory is distinct
        from
          previous_inventory as "inventory_changes__measure",
          inventory - previous_inventory as "inventory_net_change__measure",
          abs(inventory - previous_inventory) as "inventory_movement__measure"
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
order by
  "product_versions"."metric_time__week" asc nulls last
limit
  10001;
-- ? 1: "2021-03-01 00:00:00.000"

-- totals
select
  "product_versions"."inventory_versions" as "inventory_versions",
  "product_versions"."inventory_net_change" as "inventory_net_change",
  "product_versions"."inventory_movement" as "inventory_movement"
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
        "product_versions"."inventory_net_change__measure"
      ) as "inventory_net_change",
      sum("product_versions"."inventory_movement__measure") as "inventory_movement"
    from
      (
        select
          dbt_valid_from as "valid_from",
          dbt_scd_id as "inventory_versions__measure",
          inventory - previous_inventory as "inventory_net_change__measure",
          abs(inventory - previous_inventory) as "inventory_movement__measure"
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
  ) as "product_versions";
-- ? 1: "2021-03-01 00:00:00.000"
