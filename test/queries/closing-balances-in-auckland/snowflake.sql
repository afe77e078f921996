-- rows
select
  "combined"."metric_time__month" as "metric_time__month",
  "combined"."closing_balance" as "closing_balance",
  "combined"."opening_balance_by_user" as "opening_balance_by_user"
from
  (
    select
      "sources"."metric_time__month" as "metric_time__month",
      max("sources"."closing_balance") as "closing_balance",
      max("sources"."opening_balance_by_user") as "opening_balance_by_user"
    from
      (
        select
          "balances"."metric_time__month" as "metric_time__month",
          "balances"."closing_balance" as "closing_balance",
          null as "opening_balance_by_user"
        from
          (
            select
              cast(
                date_trunc(
                  'month',
                  convert_timezone('UTC', ?, "closing"."taken_at")
                ) as date
              ) as "metric_time__month",
              sum("closing"."closing_balance__measure") as "closing_balance"
            from
              (
                select
                  "balances"."taken_at" as "taken_at",
                  "balances"."closing_balance__measure" as "closing_balance__measure",
                  cast(
                    convert_timezone('UTC', ?, "balances"."taken_at") as date
                  ) as "__rank",
                  max(
                    cast(
                      convert_timezone('UTC', ?, "balances"."taken_at") as date
                    )
                  ) over (
                    partition by
                      cast(
                        date_trunc(
                          'month',
                          convert_timezone('UTC', ?, "balances"."taken_at")
                        ) as date
                      )
                  ) as "__picked"
                from
                  (
                    select
                      taken_at as "taken_at",
                      balance as "closing_balance__measure"
                    from
                      balances as src
                  ) as "balances"
                where
                  (
                    "balances"."taken_at" >= cast(? as timestamp_ntz)
                    and "balances"."taken_at" < cast(? as timestamp_ntz)
                  )
              ) as "closing"
            where
              "closing"."__rank" = "closing"."__picked"
            group by
              1
          ) as "balances"
        union all
        select
          "balances"."metric_time__month" as "metric_time__month",
          null as "closing_balance",
          "balances"."opening_balance_by_user" as "opening_balance_by_user"
        from
          (
            select
              cast(
                date_trunc(
                  'month',
                  convert_timezone('UTC', ?, "closing"."taken_at")
                ) as date
              ) as "metric_time__month",
              sum("closing"."opening_balance_by_user__measure") as "opening_balance_by_user"
            from
              (
                select
                  "balances"."taken_at" as "taken_at",
                  "balances"."opening_balance_by_user__measure" as "opening_balance_by_user__measure",
                  "balances"."user" as "user",
                  cast(
                    convert_timezone('UTC', ?, "balances"."taken_at") as date
                  ) as "__rank",
                  min(
                    cast(
                      convert_timezone('UTC', ?, "balances"."taken_at") as date
                    )
                  ) over (
                    partition by
                      "balances"."user",
                      cast(
                        date_trunc(
                          'month',
                          convert_timezone('UTC', ?, "balances"."taken_at")
                        ) as date
                      )
                  ) as "__picked"
                from
                  (
                    select
                      taken_at as "taken_at",
                      balance as "opening_balance_by_user__measure",
                      user_id as "user"
                    from
                      balances as src
                  ) as "balances"
                where
                  (
                    "balances"."taken_at" >= cast(? as timestamp_ntz)
                    and "balances"."taken_at" < cast(? as timestamp_ntz)
                  )
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
order by
  "combined"."metric_time__month" asc nulls last
limit
  10001;
-- ? 1: "Pacific/Auckland"
-- ? 2: "Pacific/Auckland"
-- ? 3: "Pacific/Auckland"
-- ? 4: "Pacific/Auckland"
-- ? 5: "2019-12-31 11:00:00.000"
-- ? 6: "2020-02-29 11:00:00.000"
-- ? 7: "Pacific/Auckland"
-- ? 8: "Pacific/Auckland"
-- ? 9: "Pacific/Auckland"
-- ? 10: "Pacific/Auckland"
-- ? 11: "2019-12-31 11:00:00.000"
-- ? 12: "2020-02-29 11:00:00.000"
