-- rows
select
  "combined"."metric_time__day" as "metric_time__day",
  (
    "combined"."rain" - coalesce("combined"."rain__1_day_before", 0)
  ) as "change_from_day_before"
from
  (
    select
      "sources"."metric_time__day" as "metric_time__day",
      max("sources"."rain") as "rain",
      max("sources"."rain__1_day_before") as "rain__1_day_before",
      max(max("sources"."__present")) over (
        partition by
          "sources"."metric_time__day"
      ) as "__present"
    from
      (
        select
          "readings"."metric_time__day" as "metric_time__day",
          "readings"."rain" as "rain",
          null as "rain__1_day_before",
          1 as "__present"
        from
          (
            select
              cast(
                cast(
                  convert_timezone('UTC', cast("readings"."read_at" as timestamp_tz)) as timestamp_ntz
                ) as date
              ) as "metric_time__day",
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
              "readings"."read_at" < cast(? as timestamp_ntz)
            group by
              1
          ) as "readings"
        union all
        select
          "readings"."metric_time__day" as "metric_time__day",
          null as "rain",
          "readings"."rain__1_day_before" as "rain__1_day_before",
          0 as "__present"
        from
          (
            select
              cast(
                dateadd(
                  day,
                  1,
                  cast(
                    convert_timezone('UTC', cast("readings"."read_at" as timestamp_tz)) as timestamp_ntz
                  )
                ) as date
              ) as "metric_time__day",
              sum("readings"."rain__measure") as "rain__1_day_before"
            from
              (
                select
                  read_at as "read_at",
                  rain as "rain__measure"
                from
                  readings as src
              ) as "readings"
            where
              "readings"."read_at" < cast(? as timestamp_ntz)
            group by
              1
          ) as "readings"
      ) as "sources"
    group by
      1
  ) as "combined"
where
  "combined"."__present" = 1
order by
  "combined"."metric_time__day" asc nulls last
limit
  10001;
-- ? 1: "2021-01-10 12:00:00.000"
-- ? 2: "2021-01-10 00:00:00.000"
