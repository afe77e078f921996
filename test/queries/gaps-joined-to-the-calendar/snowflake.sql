-- rows
select
  "combined"."metric_time__day" as "metric_time__day",
  "combined"."takings" as "takings",
  "combined"."takings_every_day" as "takings_every_day",
  coalesce("combined"."takings_every_day", 0) as "takings_every_day_filled"
from
  (
    select
      "sources"."metric_time__day" as "metric_time__day",
      max("sources"."takings") as "takings",
      max("sources"."takings_every_day") as "takings_every_day"
    from
      (
        select
          "takings"."metric_time__day" as "metric_time__day",
          "takings"."takings" as "takings",
          null as "takings_every_day"
        from
          (
            select
              cast(
                cast(
                  convert_timezone('UTC', cast("takings"."taken_at" as timestamp_tz)) as timestamp_ntz
                ) as date
              ) as "metric_time__day",
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
              (
                "takings"."taken_at" >= cast(? as timestamp_ntz)
                and "takings"."taken_at" < cast(? as timestamp_ntz)
              )
            group by
              1
          ) as "takings"
        union all
        select
          cast("periods"."__period" as date) as "metric_time__day",
          null as "takings",
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
              "takings"."takings_every_day" as "takings_every_day"
            from
              (
                select
                  cast(
                    cast(
                      convert_timezone('UTC', cast("takings"."taken_at" as timestamp_tz)) as timestamp_ntz
                    ) as date
                  ) as "metric_time__day",
                  sum("takings"."amount__measure") as "takings_every_day"
                from
                  (
                    select
                      taken_at as "taken_at",
                      amount as "amount__measure"
                    from
                      takings as src
                  ) as "takings"
                where
                  (
                    "takings"."taken_at" >= cast(? as timestamp_ntz)
                    and "takings"."taken_at" < cast(? as timestamp_ntz)
                  )
                group by
                  1
              ) as "takings"
          ) as "known" on "known"."metric_time__day" = cast("periods"."__period" as date)
      ) as "sources"
    group by
      1
  ) as "combined"
order by
  "combined"."metric_time__day" asc nulls last
limit
  10001;
-- ? 1: "2021-02-26 00:00:00.000"
-- ? 2: "2021-03-02 00:00:00.000"
-- ? 3: "2021-02-26 00:00:00.000"
-- ? 4: "2021-03-02 00:00:00.000"
-- ? 5: "2021-02-26 00:00:00.000"
-- ? 6: "2021-03-02 00:00:00.000"

-- totals
select
  "takings"."takings" as "takings",
  "takings"."takings_every_day" as "takings_every_day"
from
  (
    select
      sum("takings"."amount__measure") as "takings",
      sum("takings"."amount__measure") as "takings_every_day"
    from
      (
        select
          taken_at as "taken_at",
          amount as "amount__measure"
        from
          takings as src
      ) as "takings"
    where
      (
        "takings"."taken_at" >= cast(? as timestamp_ntz)
        and "takings"."taken_at" < cast(? as timestamp_ntz)
      )
  ) as "takings";
-- ? 1: "2021-02-26 00:00:00.000"
-- ? 2: "2021-03-02 00:00:00.000"
