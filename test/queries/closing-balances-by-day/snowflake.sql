-- rows
select
  "combined"."metric_time__day" as "metric_time__day",
  "combined"."closing_balance" as "closing_balance",
  "combined"."opening_balance_by_user" as "opening_balance_by_user",
  "combined"."balance_sum" as "balance_sum"
from
  (
    select
      "sources"."metric_time__day" as "metric_time__day",
      max("sources"."closing_balance") as "closing_balance",
      max("sources"."opening_balance_by_user") as "opening_balance_by_user",
      max("sources"."balance_sum") as "balance_sum"
    from
      (
        select
          "balances"."metric_time__day" as "metric_time__day",
          "balances"."closing_balance" as "closing_balance",
          null as "opening_balance_by_user",
          null as "balance_sum"
        from
          (
            select
              cast("closing"."taken_at" as date) as "metric_time__day",
              sum("closing"."closing_balance__measure") as "closing_balance"
            from
              (
                select
                  "balances"."taken_at" as "taken_at",
                  "balances"."closing_balance__measure" as "closing_balance__measure",
                  cast("balances"."taken_at" as date) as "__rank",
                  max(cast("balances"."taken_at" as date)) over (
                    partition by
                      cast("balances"."taken_at" as date)
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
          "balances"."metric_time__day" as "metric_time__day",
          null as "closing_balance",
          "balances"."opening_balance_by_user" as "opening_balance_by_user",
          null as "balance_sum"
        from
          (
            select
              cast("closing"."taken_at" as date) as "metric_time__day",
              sum("closing"."opening_balance_by_user__measure") as "opening_balance_by_user"
            from
              (
                select
                  "balances"."taken_at" as "taken_at",
                  "balances"."opening_balance_by_user__measure" as "opening_balance_by_user__measure",
                  "balances"."user" as "user",
                  cast("balances"."taken_at" as date) as "__rank",
                  min(cast("balances"."taken_at" as date)) over (
                    partition by
                      "balances"."user",
                      cast("balances"."taken_at" as date)
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
        union all
        select
          "balances"."metric_time__day" as "metric_time__day",
          null as "closing_balance",
          null as "opening_balance_by_user",
          "balances"."balance_sum" as "balance_sum"
        from
          (
            select
              cast("balances"."taken_at" as date) as "metric_time__day",
              sum("balances"."balance_sum__measure") as "balance_sum"
            from
              (
                select
                  taken_at as "taken_at",
                  balance as "balance_sum__measure"
                from
                  balances as src
              ) as "balances"
            where
              (
                "balances"."taken_at" >= cast(? as timestamp_ntz)
                and "balances"."taken_at" < cast(? as timestamp_ntz)
              )
            group by
              1
          ) as "balances"
      ) as "sources"
    group by
      1
  ) as "combined"
order by
  "combined"."metric_time__day" asc nulls last
limit
  10001;
-- ? 1: "2020-01-29 00:00:00.000"
-- ? 2: "2020-02-04 00:00:00.000"
-- ? 3: "2020-01-29 00:00:00.000"
-- ? 4: "2020-02-04 00:00:00.000"
-- ? 5: "2020-01-29 00:00:00.000"
-- ? 6: "2020-02-04 00:00:00.000"
