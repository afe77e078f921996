-- rows
select
  "takings"."metric_time__day" as "metric_time__day",
  "takings"."takings" as "takings",
  "before"."takings__1_month_before" as "takings__before"
from
  (
    select
      cast("takings"."taken_at" as date) as "metric_time__day",
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
    group by
      1
  ) as "takings"
  left join (
    select
      cast("periods"."__period" as date) as "metric_time__day",
      "earlier"."takings__1_month_before" as "takings__1_month_before",
      "periods"."__period" as "__period"
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
      inner join (
        select
          "takings"."metric_time__day" as "metric_time__day",
          "takings"."takings__1_month_before" as "takings__1_month_before"
        from
          (
            select
              cast("takings"."taken_at" as date) as "metric_time__day",
              sum("takings"."amount__measure") as "takings__1_month_before"
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
            group by
              1
          ) as "takings"
      ) as "earlier" on "earlier"."metric_time__day" = cast(
        ("periods"."__period" + interval '-1 month') as date
      )
  ) as "before" on "before"."metric_time__day" is not distinct from "takings"."metric_time__day"
order by
  "takings"."metric_time__day" asc nulls last
limit
  10001;
-- ? 1: "2021-02-27 00:00:00.000"
-- ? 2: "2021-04-01 00:00:00.000"
-- ? 3: "2021-02-27 00:00:00.000"
-- ? 4: "2021-04-01 00:00:00.000"
-- ? 5: "2021-01-27 00:00:00.000"
-- ? 6: "2021-03-01 00:00:00.000"
