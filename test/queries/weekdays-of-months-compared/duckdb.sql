-- rows
select
  "takings"."metric_time__month" as "metric_time__month",
  "takings"."metric_time__extract_dow" as "metric_time__extract_dow",
  "takings"."metric_time__extract_quarter" as "metric_time__extract_quarter",
  "takings"."takings" as "takings",
  "before"."takings__before" as "takings__before"
from
  (
    select
      cast(date_trunc('month', "takings"."taken_at") as date) as "metric_time__month",
      isodow("takings"."taken_at") as "metric_time__extract_dow",
      quarter("takings"."taken_at") as "metric_time__extract_quarter",
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
      1,
      2,
      3
  ) as "takings"
  left join (
    select
      cast(
        (
          "takings"."metric_time__month" + interval '1 month'
        ) as date
      ) as "metric_time__month",
      "takings"."metric_time__extract_dow" as "metric_time__extract_dow",
      quarter(
        cast(
          (
            "takings"."metric_time__month" + interval '1 month'
          ) as date
        )
      ) as "metric_time__extract_quarter",
      "takings"."takings__before" as "takings__before"
    from
      (
        select
          cast(date_trunc('month', "takings"."taken_at") as date) as "metric_time__month",
          isodow("takings"."taken_at") as "metric_time__extract_dow",
          quarter("takings"."taken_at") as "metric_time__extract_quarter",
          sum("takings"."amount__measure") as "takings__before"
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
          1,
          2,
          3
      ) as "takings"
  ) as "before" on "before"."metric_time__month" is not distinct from "takings"."metric_time__month"
  and "before"."metric_time__extract_dow" is not distinct from "takings"."metric_time__extract_dow"
  and "before"."metric_time__extract_quarter" is not distinct from "takings"."metric_time__extract_quarter"
order by
  "takings"."metric_time__month" asc nulls last,
  "takings"."metric_time__extract_dow" asc nulls last,
  "takings"."metric_time__extract_quarter" asc nulls last
limit
  10001;
-- ? 1: "2021-02-01 00:00:00.000"
-- ? 2: "2021-04-01 00:00:00.000"
-- ? 3: "2021-01-01 00:00:00.000"
-- ? 4: "2021-04-01 00:00:00.000"
