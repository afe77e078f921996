-- rows
with
  "known" as (
    select
      "readings"."metric_time__day" as "metric_time__day",
      "readings"."reading__station" as "reading__station",
      "readings"."rain" as "rain"
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
          "readings"."read_at" < cast(? as timestamp_ntz)
        group by
          1,
          2
      ) as "readings"
  )
select
  "filled"."metric_time__day" as "metric_time__day",
  "filled"."reading__station" as "reading__station",
  "filled"."rain" as "rain"
from
  (
    select
      "rows_and_gaps"."metric_time__day" as "metric_time__day",
      "rows_and_gaps"."reading__station" as "reading__station",
      max("rows_and_gaps"."rain") as "rain",
      max("rows_and_gaps"."__real") as "__real",
      max("rows_and_gaps"."__period") as "__period",
      min(
        case
          when max("rows_and_gaps"."__real") = 1 then max("rows_and_gaps"."__period")
        end
      ) over () as "__first",
      max(
        case
          when max("rows_and_gaps"."__real") = 1 then max("rows_and_gaps"."__period")
        end
      ) over () as "__last"
    from
      (
        select
          "known"."metric_time__day" as "metric_time__day",
          "known"."reading__station" as "reading__station",
          "known"."rain" as "rain",
          1 as "__real",
          null as "__period"
        from
          "known"
        union all
        select
          cast("periods"."__period" as date) as "metric_time__day",
          "members"."reading__station" as "reading__station",
          null as "rain",
          0 as "__real",
          "periods"."__period" as "__period"
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
                  cast(
                    cast(
                      (
                        select
                          min("known"."metric_time__day")
                        from
                          "known"
                      ) as date
                    ) as timestamp_ntz
                  ) as first_period,
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
          cross join (
            select
              "known"."reading__station" as "reading__station"
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
where
  (
    "filled"."__real" = 1
    or (
      "filled"."__period" >= "filled"."__first"
      and "filled"."__period" <= "filled"."__last"
    )
  )
order by
  "filled"."metric_time__day" asc nulls last,
  "filled"."reading__station" asc nulls last
limit
  10001;
-- ? 1: "2021-01-10 12:00:00.000"
-- ? 2: "2021-01-11 00:00:00.000"
