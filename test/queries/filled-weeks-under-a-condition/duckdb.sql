-- rows
with
  "known" as (
    select
      "combined"."metric_time__week" as "metric_time__week",
      "combined"."takings" as "takings",
      "combined"."takings_every_day_filled" as "takings_every_day_filled"
    from
      (
        select
          "sources"."metric_time__week" as "metric_time__week",
          max("sources"."takings") as "takings",
          max("sources"."takings_every_day_filled") as "takings_every_day_filled"
        from
          (
            select
              "takings"."metric_time__week" as "metric_time__week",
              "takings"."takings" as "takings",
              null as "takings_every_day_filled"
            from
              (
                select
                  cast(date_trunc('week', "takings"."taken_at") as date) as "metric_time__week",
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
                    "takings"."taken_at" >= cast(? as timestamp)
                    and "takings"."taken_at" < cast(? as timestamp)
                  )
                  and "takings"."taken_at" < cast(? as timestamp)
                group by
                  1
              ) as "takings"
            union all
            select
              "periods"."metric_time__week" as "metric_time__week",
              null as "takings",
              "known"."takings_every_day_filled" as "takings_every_day_filled"
            from
              (
                select
                  cast(date_trunc('week', "periods"."__period") as date) as "metric_time__week",
                  min("periods"."__period") as "__period"
                from
                  (
                    select
                      cast(src.day as date) as "__period"
                    from
                      calendar_days as src
                    where
                      src.day >= cast(? as timestamp)
                      and src.day < cast(? as timestamp)
                  ) as "periods"
                where
                  "periods"."__period" < cast(? as date)
                group by
                  1
              ) as "periods"
              left join (
                select
                  "takings"."metric_time__week" as "metric_time__week",
                  "takings"."takings_every_day_filled" as "takings_every_day_filled"
                from
                  (
                    select
                      cast(date_trunc('week', "takings"."taken_at") as date) as "metric_time__week",
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
                      (
                        "takings"."taken_at" >= cast(? as timestamp)
                        and "takings"."taken_at" < cast(? as timestamp)
                      )
                      and "takings"."taken_at" < cast(? as timestamp)
                    group by
                      1
                  ) as "takings"
              ) as "known" on "known"."metric_time__week" = "periods"."metric_time__week"
          ) as "sources"
        group by
          1
      ) as "combined"
  )
select
  "filled"."metric_time__week" as "metric_time__week",
  "filled"."takings" as "takings",
  coalesce("filled"."takings_every_day_filled", 0) as "takings_every_day_filled"
from
  (
    select
      "rows_and_gaps"."metric_time__week" as "metric_time__week",
      max("rows_and_gaps"."takings") as "takings",
      max("rows_and_gaps"."takings_every_day_filled") as "takings_every_day_filled",
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
          "known"."metric_time__week" as "metric_time__week",
          "known"."takings" as "takings",
          "known"."takings_every_day_filled" as "takings_every_day_filled",
          1 as "__real",
          null as "__period"
        from
          "known"
        union all
        select
          "periods"."metric_time__week" as "metric_time__week",
          null as "takings",
          null as "takings_every_day_filled",
          0 as "__real",
          "periods"."__period" as "__period"
        from
          (
            select
              cast(date_trunc('week', "periods"."__period") as date) as "metric_time__week",
              min("periods"."__period") as "__period"
            from
              (
                select
                  cast(src.day as date) as "__period"
                from
                  calendar_days as src
                where
                  src.day >= cast(? as timestamp)
                  and src.day < cast(? as timestamp)
              ) as "periods"
            where
              "periods"."__period" < cast(? as date)
            group by
              1
          ) as "periods"
      ) as "rows_and_gaps"
    group by
      1
  ) as "filled"
where
  (
    "filled"."__real" = 1
    or ("filled"."__period" <= "filled"."__last")
  )
order by
  "filled"."metric_time__week" asc nulls last
limit
  10001;
-- ? 1: "2021-01-18 00:00:00.000"
-- ? 2: "2021-04-01 00:00:00.000"
-- ? 3: "2021-03-01 00:00:00.000"
-- ? 4: "2021-01-18 00:00:00.000"
-- ? 5: "2021-04-01 00:00:00.000"
-- ? 6: "2021-03-01"
-- ? 7: "2021-01-18 00:00:00.000"
-- ? 8: "2021-04-01 00:00:00.000"
-- ? 9: "2021-03-01 00:00:00.000"
-- ? 10: "2021-01-18 00:00:00.000"
-- ? 11: "2021-04-01 00:00:00.000"
-- ? 12: "2021-03-01"
