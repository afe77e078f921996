-- rows
select
  "combined"."metric_time__extract_day" as "metric_time__extract_day",
  "combined"."closing_balance" as "closing_balance",
  "combined"."opening_balance" as "opening_balance"
from
  (
    select
      "sources"."metric_time__extract_day" as "metric_time__extract_day",
      max("sources"."closing_balance") as "closing_balance",
      max("sources"."opening_balance") as "opening_balance"
    from
      (
        select
          "balances"."metric_time__extract_day" as "metric_time__extract_day",
          "balances"."closing_balance" as "closing_balance",
          null as "opening_balance"
        from
          (
            select
              day("closing"."taken_at") as "metric_time__extract_day",
              sum("closing"."closing_balance__measure") as "closing_balance"
            from
              (
                select
                  "balances"."taken_at" as "taken_at",
                  "balances"."closing_balance__measure" as "closing_balance__measure",
                  cast("balances"."taken_at" as date) as "__rank",
                  max(cast("balances"."taken_at" as date)) over (
                    partition by
                      day("balances"."taken_at")
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
                  "balances"."taken_at" < cast(? as timestamp)
                  and cast("balances"."taken_at" as date) <> cast(? as date)
              ) as "closing"
            where
              "closing"."__rank" = "closing"."__picked"
            group by
              1
          ) as "balances"
        union all
        select
          "balances"."metric_time__extract_day" as "metric_time__extract_day",
          null as "closing_balance",
          "balances"."opening_balance" as "opening_balance"
        from
          (
            select
              day("closing"."taken_at") as "metric_time__extract_day",
              sum("closing"."opening_balance__measure") as "opening_balance"
            from
              (
                select
                  "balances"."taken_at" as "taken_at",
                  "balances"."opening_balance__measure" as "opening_balance__measure",
                  cast("balances"."taken_at" as date) as "__rank",
                  min(cast("balances"."taken_at" as date)) over (
                    partition by
                      day("balances"."taken_at")
                  ) as "__picked"
                from
                  (
                    select
                      taken_at as "taken_at",
                      balance as "opening_balance__measure"
                    from
                      balances as src
                  ) as "balances"
                where
                  "balances"."taken_at" < cast(? as timestamp)
                  and cast("balances"."taken_at" as date) <> cast(? as date)
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
  "combined"."metric_time__extract_day" asc nulls last,
  "combined"."metric_time__extract_day" asc nulls last
limit
  10001;
-- ? 1: "2020-03-10 00:00:00.000"
-- ? 2: "2020-01-28"
-- ? 3: "2020-03-10 00:00:00.000"
-- ? 4: "2020-01-28"
