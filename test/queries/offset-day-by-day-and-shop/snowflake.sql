-- rows
select
  "combined"."metric_time__day" as "metric_time__day",
  "combined"."shop__name" as "shop__name",
  "combined"."takings" as "takings",
  (
    "combined"."takings" - coalesce("combined"."takings__1_day_before", 0)
  ) as "change_from_day_before"
from
  (
    select
      "sources"."metric_time__day" as "metric_time__day",
      "sources"."shop__name" as "shop__name",
      max("sources"."takings") as "takings",
      max("sources"."takings__1_day_before") as "takings__1_day_before",
      max(max("sources"."__present")) over (
        partition by
          "sources"."metric_time__day"
      ) as "__present"
    from
      (
        select
          "takings"."metric_time__day" as "metric_time__day",
          "takings"."shop__name" as "shop__name",
          "takings"."takings" as "takings",
          null as "takings__1_day_before",
          1 as "__present"
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
        union all
        select
          "takings"."metric_time__day" as "metric_time__day",
          "takings"."shop__name" as "shop__name",
          null as "takings",
          "takings"."takings__1_day_before" as "takings__1_day_before",
          0 as "__present"
        from
          (
            select
              cast(
                dateadd(
                  day,
                  1,
                  cast(
                    convert_timezone('UTC', cast("takings"."taken_at" as timestamp_tz)) as timestamp_ntz
                  )
                ) as date
              ) as "metric_time__day",
              "shop"."name" as "shop__name",
              sum("takings"."amount__measure") as "takings__1_day_before"
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
      ) as "sources"
    group by
      1,
      2
  ) as "combined"
where
  "combined"."__present" = 1
order by
  "combined"."metric_time__day" asc nulls last,
  "combined"."shop__name" asc nulls last
limit
  10001;
-- ? 1: "2021-01-30 00:00:00.000"
-- ? 2: "2021-02-03 00:00:00.000"
-- ? 3: "2021-01-29 00:00:00.000"
-- ? 4: "2021-02-02 00:00:00.000"
