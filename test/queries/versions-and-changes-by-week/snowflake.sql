-- rows
select
  "item_versions"."metric_time__week" as "metric_time__week",
  "item_versions"."versions" as "versions",
  "item_versions"."changes" as "changes",
  "item_versions"."net_change" as "net_change",
  "item_versions"."movement" as "movement",
  "item_versions"."stockouts" as "stockouts"
from
  (
    select
      cast(
        date_trunc(
          'week',
          cast(
            convert_timezone('UTC', "item_versions"."valid_from") as timestamp_ntz
          )
        ) as date
      ) as "metric_time__week",
      sum(
        case
          when "item_versions"."versions__measure" is not null then 1
          else 0
        end
      ) as "versions",
      sum(
        case
          when "item_versions"."changes__measure" then 1
          else 0
        end
      ) as "changes",
      sum("item_versions"."net_change__measure") as "net_change",
      sum("item_versions"."movement__measure") as "movement",
      sum(
        case
          when "item_versions"."stockouts__measure" then 1
          else 0
        end
      ) as "stockouts"
    from
      (
        select
          valid_from as "valid_from",
          scd_id as "versions__measure",
          version_number > 1
          and quantity is distinct
        from
          previous_quantity as "changes__measure",
          quantity - previous_quantity as "net_change__measure",
          abs(quantity - previous_quantity) as "movement__measure",
          quantity = 0
          and coalesce(previous_quantity, 1) > 0 as "stockouts__measure"
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
      "item_versions"."valid_from" < cast(? as timestamp_ntz)
    group by
      1
  ) as "item_versions"
order by
  "item_versions"."metric_time__week" asc nulls last
limit
  10001;
-- ? 1: "2021-03-10 12:00:00.000"

-- totals
select
  "item_versions"."versions" as "versions",
  "item_versions"."changes" as "changes",
  "item_versions"."net_change" as "net_change",
  "item_versions"."movement" as "movement",
  "item_versions"."stockouts" as "stockouts"
from
  (
    select
      sum(
        case
          when "item_versions"."versions__measure" is not null then 1
          else 0
        end
      ) as "versions",
      sum(
        case
          when "item_versions"."changes__measure" then 1
          else 0
        end
      ) as "changes",
      sum("item_versions"."net_change__measure") as "net_change",
      sum("item_versions"."movement__measure") as "movement",
      sum(
        case
          when "item_versions"."stockouts__measure" then 1
          else 0
        end
      ) as "stockouts"
    from
      (
        select
          valid_from as "valid_from",
          scd_id as "versions__measure",
          version_number > 1
          and quantity is distinct
        from
          previous_quantity as "changes__measure",
          quantity - previous_quantity as "net_change__measure",
          abs(quantity - previous_quantity) as "movement__measure",
          quantity = 0
          and coalesce(previous_quantity, 1) > 0 as "stockouts__measure"
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
      "item_versions"."valid_from" < cast(? as timestamp_ntz)
  ) as "item_versions";
-- ? 1: "2021-03-10 12:00:00.000"
