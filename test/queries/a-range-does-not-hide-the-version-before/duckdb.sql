-- rows
select
  "item_versions"."item__name" as "item__name",
  "item_versions"."versions" as "versions",
  "item_versions"."changes" as "changes",
  "item_versions"."net_change" as "net_change"
from
  (
    select
      "item"."name" as "item__name",
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
      sum("item_versions"."net_change__measure") as "net_change"
    from
      (
        select
          valid_from as "valid_from",
          item_id as "item",
          scd_id as "versions__measure",
          version_number > 1
          and quantity is distinct from previous_quantity as "changes__measure",
          quantity - previous_quantity as "net_change__measure"
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
      left join (
        select
          item_id as "item",
          name as "name",
          shelf as "shelf"
        from
          items as src
      ) as "item" on "item"."item" = "item_versions"."item"
    where
      (
        "item_versions"."valid_from" >= cast(? as timestamp)
        and "item_versions"."valid_from" < cast(? as timestamp)
      )
      and "item"."shelf" = ?
    group by
      1
  ) as "item_versions"
order by
  "item_versions"."item__name" asc nulls last
limit
  10001;
-- ? 1: "2021-02-15 00:00:00.000"
-- ? 2: "2021-03-10 12:00:00.000"
-- ? 3: "top"
