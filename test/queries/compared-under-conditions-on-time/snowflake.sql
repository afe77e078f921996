-- rows
select
  "takings"."metric_time__month" as "metric_time__month",
  "takings"."takings" as "takings",
  "before"."takings__before" as "takings__before",
  "before"."takings__before__2" as "takings__before__where_oFHlBztAbvZ1_IBufMEwSp",
  "before"."takings__before__3" as "takings__before__where_UvzrQEM-hf9qgty7WI4J0b"
from
  (
    select
      cast(
        date_trunc(
          'month',
          cast(
            convert_timezone('UTC', cast("takings"."taken_at" as timestamp_tz)) as timestamp_ntz
          )
        ) as date
      ) as "metric_time__month",
      sum("takings"."amount__measure") as "takings",
      sum(
        case
          when "shop"."name" = ? then "takings"."amount__measure"
        end
      ) as "takings__2",
      sum(
        case
          when "takings"."taken_at" >= cast(? as timestamp_ntz) then "takings"."amount__measure"
        end
      ) as "takings__3"
    from
      (
        select
          taken_at as "taken_at",
          amount as "amount__measure",
          shop_id as "shop"
        from
          takings as src
      ) as "takings"
      left join (
        select
          shop_id as "shop",
          name as "name"
        from
          shops as src
      ) as "shop" on "shop"."shop" = "takings"."shop"
    where
      "takings"."taken_at" < cast(? as timestamp_ntz)
      and (
        "takings"."taken_at" >= cast(? as timestamp_ntz)
        and "takings"."taken_at" < cast(? as timestamp_ntz)
      )
    group by
      1
  ) as "takings"
  left join (
    select
      cast(
        dateadd(month, 1, "takings"."metric_time__month") as date
      ) as "metric_time__month",
      "takings"."takings__before" as "takings__before",
      "takings"."takings__before__2" as "takings__before__2",
      "takings"."takings__before__3" as "takings__before__3"
    from
      (
        select
          cast(
            date_trunc(
              'month',
              cast(
                convert_timezone('UTC', cast("takings"."taken_at" as timestamp_tz)) as timestamp_ntz
              )
            ) as date
          ) as "metric_time__month",
          sum("takings"."amount__measure") as "takings__before",
          sum(
            case
              when "shop"."name" = ? then "takings"."amount__measure"
            end
          ) as "takings__before__2",
          sum(
            case
              when "takings"."taken_at" >= cast(? as timestamp_ntz) then "takings"."amount__measure"
            end
          ) as "takings__before__3"
        from
          (
            select
              taken_at as "taken_at",
              amount as "amount__measure",
              shop_id as "shop"
            from
              takings as src
          ) as "takings"
          left join (
            select
              shop_id as "shop",
              name as "name"
            from
              shops as src
          ) as "shop" on "shop"."shop" = "takings"."shop"
        where
          "takings"."taken_at" < cast(? as timestamp_ntz)
          and (
            "takings"."taken_at" >= cast(? as timestamp_ntz)
            and "takings"."taken_at" < cast(? as timestamp_ntz)
          )
        group by
          1
      ) as "takings"
  ) as "before" on "before"."metric_time__month" is not distinct
from
  "takings"."metric_time__month"
order by
  "takings"."metric_time__month" asc nulls last
limit
  10001;
-- ? 1: "East"
-- ? 2: "2021-02-10 00:00:00.000"
-- ? 3: "2021-04-01 00:00:00.000"
-- ? 4: "2021-02-01 00:00:00.000"
-- ? 5: "2021-03-01 00:00:00.000"
-- ? 6: "East"
-- ? 7: "2021-01-10 00:00:00.000"
-- ? 8: "2021-04-01 00:00:00.000"
-- ? 9: "2021-01-01 00:00:00.000"
-- ? 10: "2021-02-01 00:00:00.000"
