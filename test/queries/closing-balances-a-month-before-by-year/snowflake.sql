-- rows
select
  "combined"."metric_time__year" as "metric_time__year",
  (
    "combined"."closing_balance_by_user" - "combined"."closing_balance_by_user__1_month_before"
  ) as "closing_balance_growth"
from
  (
    select
      "sources"."metric_time__year" as "metric_time__year",
      max("sources"."closing_balance_by_user") as "closing_balance_by_user",
      max(
        "sources"."closing_balance_by_user__1_month_before"
      ) as "closing_balance_by_user__1_month_before",
      max(max("sources"."__present")) over (
        partition by
          "sources"."metric_time__year"
      ) as "__present"
    from
      (
        select
          "balances"."metric_time__year" as "metric_time__year",
          "balances"."closing_balance_by_user" as "closing_balance_by_user",
          null as "closing_balance_by_user__1_month_before",
          1 as "__present"
        from
          (
            select
              cast(date_trunc('year', "closing"."taken_at") as date) as "metric_time__year",
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
                      cast(date_trunc('year', "balances"."taken_at") as date)
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
                  "balances"."taken_at" < cast(? as timestamp_ntz)
              ) as "closing"
            where
              "closing"."__rank" = "closing"."__picked"
            group by
              1
          ) as "balances"
        union all
        select
          "balances"."metric_time__year" as "metric_time__year",
          null as "closing_balance_by_user",
          "balances"."closing_balance_by_user__1_month_before" as "closing_balance_by_user__1_month_before",
          0 as "__present"
        from
          (
            select
              cast(date_trunc('year', "closing"."__period") as date) as "metric_time__year",
              sum("closing"."closing_balance_by_user__measure") as "closing_balance_by_user__1_month_before"
            from
              (
                select
                  "earlier"."taken_at" as "taken_at",
                  "earlier"."closing_balance_by_user__measure" as "closing_balance_by_user__measure",
                  "earlier"."user" as "user",
                  "periods"."__period" as "__period",
                  cast("earlier"."taken_at" as date) as "__rank",
                  max(cast("earlier"."taken_at" as date)) over (
                    partition by
                      "earlier"."user",
                      cast(date_trunc('year', "periods"."__period") as date)
                  ) as "__picked"
                from
                  (
                    select
                      cast(src.day as date) as "__period"
                    from
                      days as src
                    where
                      src.day >= cast(
                        (
                          select
                            min("balances"."taken_at__of_row")
                          from
                            (
                              select
                                taken_at as "taken_at__of_row"
                              from
                                balances as src
                            ) as "balances"
                        ) as date
                      )
                      and src.day < cast(? as timestamp_ntz)
                  ) as "periods"
                  inner join (
                    select
                      "balances"."taken_at" as "taken_at",
                      "balances"."closing_balance_by_user__measure" as "closing_balance_by_user__measure",
                      "balances"."user" as "user"
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
                      "balances"."taken_at" < cast(? as timestamp_ntz)
                  ) as "earlier" on cast("earlier"."taken_at" as date) = cast(dateadd(month, -1, "periods"."__period") as date)
              ) as "closing"
            where
              "closing"."__rank" = "closing"."__picked"
            group by
              1
          ) as "balances"
      ) as "sources"
    group by
      1
  ) as "combined"
where
  "combined"."__present" = 1
order by
  "combined"."metric_time__year" asc nulls last
limit
  10001;
-- ? 1: "2020-03-10 00:00:00.000"
-- ? 2: "2021-01-01 00:00:00.000"
-- ? 3: "2020-03-10 00:00:00.000"
