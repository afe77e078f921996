-- rows
select
  "combined"."metric_time__quarter" as "metric_time__quarter",
  "combined"."takings" as "takings",
  (
    "combined"."takings" - "combined"."takings__1_month_before"
  ) as "change_from_month_before",
  (
    "combined"."takings" - "combined"."takings__1_month_before__2"
  ) as "exact_change_from_month_before"
from
  (
    select
      "sources"."metric_time__quarter" as "metric_time__quarter",
      max("sources"."takings") as "takings",
      max("sources"."takings__1_month_before") as "takings__1_month_before",
      max("sources"."takings__1_month_before__2") as "takings__1_month_before__2",
      max(max("sources"."__present")) over (
        partition by
          "sources"."metric_time__quarter"
      ) as "__present"
    from
      (
        select
          "takings"."metric_time__quarter" as "metric_time__quarter",
          "takings"."takings" as "takings",
          null as "takings__1_month_before",
          null as "takings__1_month_before__2",
          1 as "__present"
        from
          (
            select
              cast(
                date_trunc(
                  'quarter',
                  cast(
                    convert_timezone('UTC', cast("takings"."taken_at" as timestamp_tz)) as timestamp_ntz
                  )
                ) as date
              ) as "metric_time__quarter",
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
        union all
        select
          "takings"."metric_time__quarter" as "metric_time__quarter",
          null as "takings",
          "takings"."takings__1_month_before" as "takings__1_month_before",
          null as "takings__1_month_before__2",
          0 as "__present"
        from
          (
            select
              cast(
                date_trunc('quarter', "periods"."__period") as date
              ) as "metric_time__quarter",
              sum("earlier"."amount__measure") as "takings__1_month_before"
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
                  src.day >= cast(
                    (
                      select
                        min(
                          cast(
                            convert_timezone(
                              'UTC',
                              cast("takings"."taken_at__of_row" as timestamp_tz)
                            ) as timestamp_ntz
                          )
                        )
                      from
                        (
                          select
                            taken_at as "taken_at__of_row"
                          from
                            takings as src
                        ) as "takings"
                    ) as date
                  )
                  and src.day < cast(? as timestamp_ntz)
              ) as "periods"
              inner join (
                select
                  "takings"."taken_at" as "taken_at",
                  "takings"."amount__measure" as "amount__measure"
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
              ) as "earlier" on cast(
                cast(
                  convert_timezone('UTC', cast("earlier"."taken_at" as timestamp_tz)) as timestamp_ntz
                ) as date
              ) = cast(dateadd(month, -1, "periods"."__period") as date)
            group by
              1
          ) as "takings"
        union all
        select
          "takings"."metric_time__quarter" as "metric_time__quarter",
          null as "takings",
          null as "takings__1_month_before",
          "takings"."takings__1_month_before__2" as "takings__1_month_before__2",
          0 as "__present"
        from
          (
            select
              cast(
                date_trunc(
                  'quarter',
                  cast(
                    dateadd(
                      month,
                      1,
                      cast(
                        date_trunc(
                          'month',
                          cast(
                            convert_timezone('UTC', cast("takings"."taken_at" as timestamp_tz)) as timestamp_ntz
                          )
                        ) as date
                      )
                    ) as date
                  )
                ) as date
              ) as "metric_time__quarter",
              sum("takings"."amount__measure") as "takings__1_month_before__2"
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
                cast(
                  dateadd(
                    month,
                    1,
                    cast(
                      date_trunc(
                        'month',
                        cast(
                          convert_timezone('UTC', cast("takings"."taken_at" as timestamp_tz)) as timestamp_ntz
                        )
                      ) as date
                    )
                  ) as date
                ) < cast(? as date)
                and "takings"."taken_at" < cast(? as timestamp_ntz)
              )
            group by
              1
          ) as "takings"
      ) as "sources"
    group by
      1
  ) as "combined"
where
  "combined"."__present" = 1
order by
  "combined"."metric_time__quarter" asc nulls last
limit
  10001;
-- ? 1: "2021-04-01 00:00:00.000"
-- ? 2: "2021-04-01 00:00:00.000"
-- ? 3: "2021-03-01 00:00:00.000"
-- ? 4: "2021-04-01"
-- ? 5: "2021-04-01 00:00:00.000"
