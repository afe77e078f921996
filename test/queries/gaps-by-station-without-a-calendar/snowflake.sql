-- rows
select
  "combined"."metric_time__day" as "metric_time__day",
  "combined"."reading__station" as "reading__station",
  "combined"."rain" as "rain",
  coalesce("combined"."rain_every_day", 0) as "rain_every_day"
from
  (
    select
      "sources"."metric_time__day" as "metric_time__day",
      "sources"."reading__station" as "reading__station",
      max("sources"."rain") as "rain",
      max("sources"."rain_every_day") as "rain_every_day"
    from
      (
        select
          "readings"."metric_time__day" as "metric_time__day",
          "readings"."reading__station" as "reading__station",
          "readings"."rain" as "rain",
          null as "rain_every_day"
        from
          (
            select
              cast(
                cast(
                  convert_timezone('UTC', cast("readings"."read_at" as timestamp_tz)) as timestamp_ntz
                ) as date
              ) as "metric_time__day",
              "readings"."station" as "reading__station",
              sum("readings"."rain__measure") as "rain"
            from
              (
                select
                  read_at as "read_at",
                  station as "station",
                  rain as "rain__measure"
                from
                  readings as src
              ) as "readings"
            where
              (
                "readings"."read_at" >= cast(? as timestamp_ntz)
                and "readings"."read_at" < cast(? as timestamp_ntz)
              )
            group by
              1,
              2
          ) as "readings"
        union all
        select
          cast("periods"."__period" as date) as "metric_time__day",
          "known"."reading__station" as "reading__station",
          null as "rain",
          "known"."rain_every_day" as "rain_every_day"
        from
          (
            select
              cast(
                dateadd(
                  day,
                  cast(steps.value as integer),
                  bounds.first_period
                ) as date
              ) as "__period"
            from
              (
                select
                  cast(? as timestamp_ntz) as first_period,
                  cast(? as timestamp_ntz) as end_period
              ) as bounds,
              table (
                flatten(
                  array_generate_range (
                    0,
                    datediff(day, bounds.first_period, bounds.end_period) + 1
                  )
                )
              ) as steps
            where
              dateadd(
                day,
                cast(steps.value as integer),
                bounds.first_period
              ) < bounds.end_period
          ) as "periods"
          left join (
            select
              "readings"."metric_time__day" as "metric_time__day",
              "readings"."reading__station" as "reading__station",
              "readings"."rain_every_day" as "rain_every_day"
            from
              (
                select
                  cast(
                    cast(
                      convert_timezone('UTC', cast("readings"."read_at" as timestamp_tz)) as timestamp_ntz
                    ) as date
                  ) as "metric_time__day",
                  "readings"."station" as "reading__station",
                  sum("readings"."rain__measure") as "rain_every_day"
                from
                  (
                    select
                      read_at as "read_at",
                      station as "station",
                      rain as "rain__measure"
                    from
                      readings as src
                  ) as "readings"
                where
                  (
                    "readings"."read_at" >= cast(? as timestamp_ntz)
                    and "readings"."read_at" < cast(? as timestamp_ntz)
                  )
                group by
                  1,
                  2
              ) as "readings"
          ) as "known" on "known"."metric_time__day" = cast("periods"."__period" as date)
      ) as "sources"
    group by
      1,
      2
  ) as "combined"
order by
  "combined"."metric_time__day" asc nulls last,
  "combined"."reading__station" asc nulls last
limit
  10001;
-- ? 1: "2021-01-05 00:00:00.000"
-- ? 2: "2021-01-09 00:00:00.000"
-- ? 3: "2021-01-05 00:00:00.000"
-- ? 4: "2021-01-09 00:00:00.000"
-- ? 5: "2021-01-05 00:00:00.000"
-- ? 6: "2021-01-09 00:00:00.000"
