-- rows
select
  "combined"."metric_time__week" as "metric_time__week",
  "combined"."rain" as "rain",
  coalesce("combined"."rain_every_day", 0) as "rain_every_day"
from
  (
    select
      "sources"."metric_time__week" as "metric_time__week",
      max("sources"."rain") as "rain",
      max("sources"."rain_every_day") as "rain_every_day"
    from
      (
        select
          "readings"."metric_time__week" as "metric_time__week",
          "readings"."rain" as "rain",
          null as "rain_every_day"
        from
          (
            select
              cast(
                date_trunc(
                  'week',
                  cast(
                    convert_timezone('UTC', cast("readings"."read_at" as timestamp_tz)) as timestamp_ntz
                  )
                ) as date
              ) as "metric_time__week",
              sum("readings"."rain__measure") as "rain"
            from
              (
                select
                  read_at as "read_at",
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
              1
          ) as "readings"
        union all
        select
          cast(date_trunc('week', "periods"."__period") as date) as "metric_time__week",
          null as "rain",
          "known"."rain_every_day" as "rain_every_day"
        from
          (
            select
              cast(
                dateadd(
                  week,
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
                    datediff(week, bounds.first_period, bounds.end_period) + 1
                  )
                )
              ) as steps
            where
              dateadd(
                week,
                cast(steps.value as integer),
                bounds.first_period
              ) < bounds.end_period
          ) as "periods"
          left join (
            select
              "readings"."metric_time__week" as "metric_time__week",
              "readings"."rain_every_day" as "rain_every_day"
            from
              (
                select
                  cast(
                    date_trunc(
                      'week',
                      cast(
                        convert_timezone('UTC', cast("readings"."read_at" as timestamp_tz)) as timestamp_ntz
                      )
                    ) as date
                  ) as "metric_time__week",
                  sum("readings"."rain__measure") as "rain_every_day"
                from
                  (
                    select
                      read_at as "read_at",
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
                  1
              ) as "readings"
          ) as "known" on "known"."metric_time__week" = cast(date_trunc('week', "periods"."__period") as date)
      ) as "sources"
    group by
      1
  ) as "combined"
order by
  "combined"."metric_time__week" asc nulls last
limit
  10001;
-- ? 1: "2021-01-04 00:00:00.000"
-- ? 2: "2021-01-10 12:00:00.000"
-- ? 3: "2021-01-04 00:00:00.000"
-- ? 4: "2021-01-11 00:00:00.000"
-- ? 5: "2021-01-04 00:00:00.000"
-- ? 6: "2021-01-10 12:00:00.000"
