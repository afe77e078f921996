-- rows
select
  "combined"."metric_time__month" as "metric_time__month",
  (
    "combined"."takings" - "combined"."takings__1_week_before"
  ) as "change_from_week_before",
  (
    "before"."takings__before" - "before_2"."takings__1_week_before__before"
  ) as "month_before",
  "before_3"."takings__1_month_before__before" as "two_months_before"
from
  (
    select
      "sources"."metric_time__month" as "metric_time__month",
      max("sources"."takings") as "takings",
      max("sources"."takings__1_week_before") as "takings__1_week_before",
      max("sources"."takings__1_month_before") as "takings__1_month_before",
      max(max("sources"."__present")) over (
        partition by
          "sources"."metric_time__month"
      ) as "__present"
    from
      (
        select
          "takings"."metric_time__month" as "metric_time__month",
          "takings"."takings" as "takings",
          null as "takings__1_week_before",
          null as "takings__1_month_before",
          1 as "__present"
        from
          (
            select
              cast(date_trunc('month', "takings"."taken_at") as date) as "metric_time__month",
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
        union all
        select
          "takings"."metric_time__month" as "metric_time__month",
          null as "takings",
          "takings"."takings__1_week_before" as "takings__1_week_before",
          null as "takings__1_month_before",
          0 as "__present"
        from
          (
            select
              cast(
                date_trunc(
                  'month',
                  ("takings"."taken_at" + interval '1 week')
                ) as date
              ) as "metric_time__month",
              sum("takings"."amount__measure") as "takings__1_week_before"
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
        union all
        select
          "takings"."metric_time__month" as "metric_time__month",
          null as "takings",
          null as "takings__1_week_before",
          "takings"."takings__1_month_before" as "takings__1_month_before",
          1 as "__present"
        from
          (
            select
              cast(
                date_trunc(
                  'month',
                  ("takings"."taken_at" + interval '1 month')
                ) as date
              ) as "metric_time__month",
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
      ) as "sources"
    group by
      1
  ) as "combined"
  left join (
    select
      cast(
        (
          "takings"."metric_time__month" + interval '1 month'
        ) as date
      ) as "metric_time__month",
      "takings"."takings__before" as "takings__before"
    from
      (
        select
          cast(date_trunc('month', "takings"."taken_at") as date) as "metric_time__month",
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
          1
      ) as "takings"
  ) as "before" on "before"."metric_time__month" is not distinct from "combined"."metric_time__month"
  left join (
    select
      cast(
        (
          "takings"."metric_time__month" + interval '1 month'
        ) as date
      ) as "metric_time__month",
      "takings"."takings__1_week_before__before" as "takings__1_week_before__before"
    from
      (
        select
          cast(
            date_trunc(
              'month',
              ("takings"."taken_at" + interval '1 week')
            ) as date
          ) as "metric_time__month",
          sum("takings"."amount__measure") as "takings__1_week_before__before"
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
  ) as "before_2" on "before_2"."metric_time__month" is not distinct from "combined"."metric_time__month"
  left join (
    select
      cast(
        (
          "takings"."metric_time__month" + interval '1 month'
        ) as date
      ) as "metric_time__month",
      "takings"."takings__1_month_before__before" as "takings__1_month_before__before"
    from
      (
        select
          cast(
            date_trunc(
              'month',
              ("takings"."taken_at" + interval '1 month')
            ) as date
          ) as "metric_time__month",
          sum("takings"."amount__measure") as "takings__1_month_before__before"
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
  ) as "before_3" on "before_3"."metric_time__month" is not distinct from "combined"."metric_time__month"
where
  "combined"."__present" = 1
order by
  "combined"."metric_time__month" asc nulls last
limit
  10001;
-- ? 1: "2021-01-01 00:00:00.000"
-- ? 2: "2021-04-01 00:00:00.000"
-- ? 3: "2020-12-25 00:00:00.000"
-- ? 4: "2021-03-25 00:00:00.000"
-- ? 5: "2020-12-01 00:00:00.000"
-- ? 6: "2021-03-01 00:00:00.000"
-- ? 7: "2020-12-01 00:00:00.000"
-- ? 8: "2021-03-01 00:00:00.000"
-- ? 9: "2020-11-24 00:00:00.000"
-- ? 10: "2021-02-22 00:00:00.000"
-- ? 11: "2020-11-01 00:00:00.000"
-- ? 12: "2021-02-01 00:00:00.000"
