-- rows
with
  "known" as (
    select
      "takings"."metric_time__day" as "metric_time__day",
      "takings"."shop__name" as "shop__name",
      "takings"."takings" as "takings"
    from
      (
        select
          cast(
            cast(
              convert_timezone('UTC', cast("takings"."taken_at" as timestamp_tz)) as timestamp_ntz
            ) as date
          ) as "metric_time__day",
          "shop"."name" as "shop__name",
          sum("takings"."amount__measure") as "takings"
        from
          (
            select
              taken_at as "taken_at",
              shop_id as "shop",
              amount as "amount__measure"
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
          (
            "takings"."taken_at" >= cast(? as timestamp_ntz)
            and "takings"."taken_at" < cast(? as timestamp_ntz)
          )
        group by
          1,
          2
      ) as "takings"
  )
select
  "filled"."metric_time__day" as "metric_time__day",
  "filled"."shop__name" as "shop__name",
  "filled"."takings" as "takings",
  "before"."takings__before" as "takings__before"
from
  (
    select
      "rows_and_gaps"."metric_time__day" as "metric_time__day",
      "rows_and_gaps"."shop__name" as "shop__name",
      max("rows_and_gaps"."takings") as "takings"
    from
      (
        select
          "known"."metric_time__day" as "metric_time__day",
          "known"."shop__name" as "shop__name",
          "known"."takings" as "takings",
          1 as "__real",
          null as "__period"
        from
          "known"
        union all
        select
          cast("periods"."__period" as date) as "metric_time__day",
          "members"."shop__name" as "shop__name",
          null as "takings",
          0 as "__real",
          "periods"."__period" as "__period"
        from
          (
            select
              cast(
                cast(
                  convert_timezone('UTC', cast(src.day as timestamp_tz)) as timestamp_ntz
                ) as date
              ) as "__period"
            from
              calendar_days as src
            where
              src.day >= cast(? as timestamp_ntz)
              and src.day < cast(? as timestamp_ntz)
          ) as "periods"
          cross join (
            select
              "known"."shop__name" as "shop__name"
            from
              "known"
            group by
              1
          ) as "members"
      ) as "rows_and_gaps"
    group by
      1,
      2
  ) as "filled"
  left join (
    select
      cast(
        dateadd(day, 1, "takings"."metric_time__day") as date
      ) as "metric_time__day",
      "takings"."shop__name" as "shop__name",
      "takings"."takings__before" as "takings__before"
    from
      (
        select
          cast(
            cast(
              convert_timezone('UTC', cast("takings"."taken_at" as timestamp_tz)) as timestamp_ntz
            ) as date
          ) as "metric_time__day",
          "shop"."name" as "shop__name",
          sum("takings"."amount__measure") as "takings__before"
        from
          (
            select
              taken_at as "taken_at",
              shop_id as "shop",
              amount as "amount__measure"
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
          (
            "takings"."taken_at" >= cast(? as timestamp_ntz)
            and "takings"."taken_at" < cast(? as timestamp_ntz)
          )
        group by
          1,
          2
      ) as "takings"
  ) as "before" on "before"."metric_time__day" is not distinct
from
  "filled"."metric_time__day"
  and "before"."shop__name" is not distinct
from
  "filled"."shop__name"
order by
  "filled"."metric_time__day" asc nulls last,
  "filled"."shop__name" asc nulls last
limit
  10001;
-- ? 1: "2021-02-26 00:00:00.000"
-- ? 2: "2021-03-03 00:00:00.000"
-- ? 3: "2021-02-26 00:00:00.000"
-- ? 4: "2021-03-03 00:00:00.000"
-- ? 5: "2021-02-25 00:00:00.000"
-- ? 6: "2021-03-02 00:00:00.000"
