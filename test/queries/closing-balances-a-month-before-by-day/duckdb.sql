-- rows
select
  "combined"."metric_time__day" as "metric_time__day",
  (
    "combined"."closing_balance_by_user" - "combined"."closing_balance_by_user__1_month_before"
  ) as "closing_balance_growth"
from
  (
    select
      "sources"."metric_time__day" as "metric_time__day",
      max("sources"."closing_balance_by_user") as "closing_balance_by_user",
      max(
        "sources"."closing_balance_by_user__1_month_before"
      ) as "closing_balance_by_user__1_month_before",
      max(max("sources"."__present")) over (
        partition by
          "sources"."metric_time__day"
      ) as "__present"
    from
      (
        select
          "balances"."metric_time__day" as "metric_time__day",
          "balances"."closing_balance_by_user" as "closing_balance_by_user",
          null as "closing_balance_by_user__1_month_before",
          1 as "__present"
        from
          (
            select
              cast("closing"."taken_at" as date) as "metric_time__day",
              sum("closing"."closing_balance_by_user__measure") as "closing_balance_by_user"
            from
              (
                select
                  "balances"."taken_at" as "taken_at",
                  "balances"."closing_balance_by_user__measure" as "closing_balance_by_user__measure",
                  "balances"."user" as "user",
                  cast("balances"."taken_at" as date) as "__rank",
                  max(cast("balances"."taken_at" as date)) over (
                    partition by
                      "balances"."user",
                      cast("balances"."taken_at" as date)
                  ) as "__picked"
                from
                  (
                    select
                      taken_at as "taken_at",
                      balance as "closing_balance_by_user__measure",
                      user_id as "user"
                    from
                      balances as src
                  ) as "balances"
                where
                  (
                    "balances"."taken_at" >= cast(? as timestamp)
                    and "balances"."taken_at" < cast(? as timestamp)
                  )
              ) as "closing"
            where
              "closing"."__rank" = "closing"."__picked"
            group by
              1
          ) as "balances"
        union all
        select
          cast("periods"."__period" as date) as "metric_time__day",
          null as "closing_balance_by_user",
          "earlier"."closing_balance_by_user__1_month_before" as "closing_balance_by_user__1_month_before",
          0 as "__present"
        from
          (
            select
              cast(src.day as date) as "__period"
            from
              days as src
            where
              src.day >= cast(? as timestamp)
              and src.day < cast(? as timestamp)
          ) as "periods"
          inner join (
            select
              "balances"."metric_time__day" as "metric_time__day",
              "balances"."closing_balance_by_user__1_month_before" as "closing_balance_by_user__1_month_before"
            from
              (
                select
                  cast("closing"."taken_at" as date) as "metric_time__day",
                  sum("closing"."closing_balance_by_user__measure") as "closing_balance_by_user__1_month_before"
                from
                  (
                    select
                      "balances"."taken_at" as "taken_at",
                      "balances"."closing_balance_by_user__measure" as "closing_balance_by_user__measure",
                      "balances"."user" as "user",
                      cast("balances"."taken_at" as date) as "__rank",
                      max(cast("balances"."taken_at" as date)) over (
                        partition by
                          "balances"."user",
                          cast("balances"."taken_at" as date)
                      ) as "__picked"
                    from
                      (
                        select
                          taken_at as "taken_at",
                          balance as "closing_balance_by_user__measure",
                          user_id as "user"
                        from
                          balances as src
                      ) as "balances"
                    where
                      (
                        "balances"."taken_at" >= cast(? as timestamp)
                        and "balances"."taken_at" < cast(? as timestamp)
                      )
                  ) as "closing"
                where
                  "closing"."__rank" = "closing"."__picked"
                group by
                  1
              ) as "balances"
          ) as "earlier" on "earlier"."metric_time__day" = cast(
            ("periods"."__period" + interval '-1 month') as date
          )
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
-- ? 1: "2020-02-28 00:00:00.000"
-- ? 2: "2020-03-05 00:00:00.000"
-- ? 3: "2020-02-28 00:00:00.000"
-- ? 4: "2020-03-05 00:00:00.000"
-- ? 5: "2020-01-28 00:00:00.000"
-- ? 6: "2020-02-05 00:00:00.000"
