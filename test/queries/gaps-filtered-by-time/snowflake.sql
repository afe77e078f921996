-- rows
select
  cast("periods"."__period" as date) as "metric_time__day",
  coalesce("known"."takings_every_day_filled", 0) as "takings_every_day_filled"
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
      src.day < cast(? as timestamp_ntz)
  ) as "periods"
  left join (
    select
      "takings"."metric_time__day" as "metric_time__day",
      "takings"."takings_every_day_filled" as "takings_every_day_filled"
    from
      (
        select
          cast(
            cast(
              convert_timezone('UTC', cast("takings"."taken_at" as timestamp_tz)) as timestamp_ntz
            ) as date
          ) as "metric_time__day",
          sum("takings"."amount__measure") as "takings_every_day_filled"
        from
          (
            select
              taken_at as "taken_at",
              amount as "amount__measure"
            from
              takings as src
          ) as "takings"
        where
          "takings"."taken_at" < cast(? as timestamp_ntz)
          and (
            "takings"."taken_at" >= cast(? as timestamp_ntz)
            and "takings"."taken_at" < cast(? as timestamp_ntz)
          )
        group by
          1
      ) as "takings"
  ) as "known" on "known"."metric_time__day" = cast("periods"."__period" as date)
where
  (
    "periods"."__period" >= cast(? as date)
    and "periods"."__period" < cast(? as date)
  )
order by
  cast("periods"."__period" as date) asc nulls last
limit
  10001;
-- ? 1: "2021-04-01 00:00:00.000"
-- ? 2: "2021-04-01 00:00:00.000"
-- ? 3: "2021-02-26 00:00:00.000"
-- ? 4: "2021-03-01 00:00:00.000"
-- ? 5: "2021-02-26"
-- ? 6: "2021-03-01"
