-- rows
select
  cast("periods"."__period" as date) as "metric_time__day",
  coalesce("known"."rain_every_day", 0) as "rain_every_day"
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
      "readings"."rain_every_day" as "rain_every_day"
    from
      (
        select
          cast(
            cast(
              convert_timezone('UTC', cast("readings"."read_at" as timestamp_tz)) as timestamp_ntz
            ) as date
          ) as "metric_time__day",
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
  ) as "known" on "known"."metric_time__day" = cast("periods"."__period" as date)
order by
  cast("periods"."__period" as date) asc nulls last
limit
  10001;
-- ? 1: "2021-01-02 00:00:00.000"
-- ? 2: "2021-01-06 00:00:00.000"
-- ? 3: "2021-01-02 00:00:00.000"
-- ? 4: "2021-01-06 00:00:00.000"
