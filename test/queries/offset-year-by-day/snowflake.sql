-- rows
select
  "combined"."metric_time__day" as "metric_time__day",
  "combined"."takings" as "takings",
  (
    "combined"."takings" - "combined"."takings__1_year_before"
  ) as "change_from_year_before"
from
  (
    select
      "sources"."metric_time__day" as "metric_time__day",
      max("sources"."takings") as "takings",
      max("sources"."takings__1_year_before") as "takings__1_year_before",
      max(max("sources"."__present")) over (
        partition by
          "sources"."metric_time__day"
      ) as "__present"
    from
      (
        select
          "takings"."metric_time__day" as "metric_time__day",
          "takings"."takings" as "takings",
          null as "takings__1_year_before",
          1 as "__present"
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
          "earlier"."takings__1_year_before" as "takings__1_year_before",
          0 as "__present"
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
          inner join (
            select
              "takings"."metric_time__day" as "metric_time__day",
              "takings"."takings__1_year_before" as "takings__1_year_before"
            from
              (
                select
                  cast(
                    cast(
                      convert_timezone('UTC', cast("takings"."taken_at" as timestamp_tz)) as timestamp_ntz
                    ) as date
                  ) as "metric_time__day",
                  sum("takings"."amount__measure") as "takings__1_year_before"
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
          ) as "earlier" on "earlier"."metric_time__day" = cast(dateadd(year, -1, "periods"."__period") as date)
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
-- ? 1: "2021-02-28 00:00:00.000"
-- ? 2: "2021-03-02 00:00:00.000"
-- ? 3: "2021-02-28 00:00:00.000"
-- ? 4: "2021-03-02 00:00:00.000"
-- ? 5: "2020-02-28 00:00:00.000"
-- ? 6: "2020-03-02 00:00:00.000"
