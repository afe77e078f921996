-- rows
select
  cast("periods"."__period" as date) as "metric_time__day",
  "known"."shop__name" as "shop__name",
  "known"."takings_every_day" as "takings_every_day"
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
  left join (
    select
      "takings"."metric_time__day" as "metric_time__day",
      "takings"."shop__name" as "shop__name",
      "takings"."takings_every_day" as "takings_every_day"
    from
      (
        select
          cast(
            cast(
              convert_timezone('UTC', cast("takings"."taken_at" as timestamp_tz)) as timestamp_ntz
            ) as date
          ) as "metric_time__day",
          "shop"."name" as "shop__name",
          sum("takings"."amount__measure") as "takings_every_day"
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
          and "shop"."name" = ?
        group by
          1,
          2
      ) as "takings"
  ) as "known" on "known"."metric_time__day" = cast("periods"."__period" as date)
where
  "known"."shop__name" = ?
order by
  cast("periods"."__period" as date) asc nulls last,
  "known"."shop__name" asc nulls last
limit
  10001;
-- ? 1: "2021-02-26 00:00:00.000"
-- ? 2: "2021-03-02 00:00:00.000"
-- ? 3: "2021-02-26 00:00:00.000"
-- ? 4: "2021-03-02 00:00:00.000"
-- ? 5: "West"
-- ? 6: "West"
