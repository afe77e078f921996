-- rows
select
  "combined"."metric_time__month" as "metric_time__month",
  coalesce("combined"."takings_every_day_filled", 0) as "takings_every_day_filled",
  "combined"."takings" as "takings"
from
  (
    select
      "sources"."metric_time__month" as "metric_time__month",
      max("sources"."takings_every_day_filled") as "takings_every_day_filled",
      max("sources"."takings") as "takings"
    from
      (
        select
          cast(date_trunc('month', "periods"."__period") as date) as "metric_time__month",
          "known"."takings_every_day_filled" as "takings_every_day_filled",
          null as "takings"
        from
          (
            select distinct
              cast(
                date_trunc(
                  'month',
                  cast(
                    convert_timezone('UTC', cast(src.day as timestamp_tz)) as timestamp_ntz
                  )
                ) as date
              ) as "__period"
            from
              calendar_days as src
            where
              src.day < cast(? as timestamp_ntz)
          ) as "periods"
          left join (
            select
              "takings"."metric_time__month" as "metric_time__month",
              "takings"."takings_every_day_filled" as "takings_every_day_filled"
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
                group by
                  1
              ) as "takings"
          ) as "known" on "known"."metric_time__month" = cast(date_trunc('month', "periods"."__period") as date)
        union all
        select
          "takings"."metric_time__month" as "metric_time__month",
          null as "takings_every_day_filled",
          "takings"."takings" as "takings"
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
              sum("takings"."amount__measure") as "takings"
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
            group by
              1
          ) as "takings"
      ) as "sources"
    group by
      1
  ) as "combined"
order by
  "combined"."metric_time__month" asc nulls last
limit
  10001;
-- ? 1: "2021-04-01 00:00:00.000"
-- ? 2: "2021-04-01 00:00:00.000"
-- ? 3: "2021-04-01 00:00:00.000"
