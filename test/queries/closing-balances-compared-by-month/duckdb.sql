-- rows
select
  "balances"."metric_time__month" as "metric_time__month",
  "balances"."closing_balance" as "closing_balance",
  "before"."closing_balance__before" as "closing_balance__before",
  (
    "balances"."closing_balance" - "before"."closing_balance__before"
  ) as "closing_balance__change_before"
from
  (
    select
      cast(date_trunc('month', "closing"."taken_at") as date) as "metric_time__month",
      sum("closing"."closing_balance__measure") as "closing_balance"
    from
      (
        select
          "balances"."taken_at" as "taken_at",
          "balances"."closing_balance__measure" as "closing_balance__measure",
          cast("balances"."taken_at" as date) as "__rank",
          max(cast("balances"."taken_at" as date)) over (
            partition by
              cast(
                date_trunc('month', "balances"."taken_at") as date
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
          "balances"."taken_at" < cast(? as timestamp)
      ) as "closing"
    where
      "closing"."__rank" = "closing"."__picked"
    group by
      1
  ) as "balances"
  left join (
    select
      cast(
        (
          "balances"."metric_time__month" + interval '1 month'
        ) as date
      ) as "metric_time__month",
      "balances"."closing_balance__before" as "closing_balance__before"
    from
      (
        select
          cast(date_trunc('month', "closing"."taken_at") as date) as "metric_time__month",
          sum("closing"."closing_balance__measure") as "closing_balance__before"
        from
          (
            select
              "balances"."taken_at" as "taken_at",
              "balances"."closing_balance__measure" as "closing_balance__measure",
              cast("balances"."taken_at" as date) as "__rank",
              max(cast("balances"."taken_at" as date)) over (
                partition by
                  cast(
                    date_trunc('month', "balances"."taken_at") as date
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
              "balances"."taken_at" < cast(? as timestamp)
          ) as "closing"
        where
          "closing"."__rank" = "closing"."__picked"
        group by
          1
      ) as "balances"
  ) as "before" on "before"."metric_time__month" is not distinct from "balances"."metric_time__month"
order by
  "balances"."metric_time__month" asc nulls last
limit
  10001;
-- ? 1: "2020-03-10 00:00:00.000"
-- ? 2: "2020-03-10 00:00:00.000"

-- totals
select
  "balances"."closing_balance" as "closing_balance"
from
  (
    select
      sum("closing"."closing_balance__measure") as "closing_balance"
    from
      (
        select
          "balances"."taken_at" as "taken_at",
          "balances"."closing_balance__measure" as "closing_balance__measure",
          cast("balances"."taken_at" as date) as "__rank",
          max(cast("balances"."taken_at" as date)) over () as "__picked"
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
      ) as "closing"
    where
      "closing"."__rank" = "closing"."__picked"
  ) as "balances";
-- ? 1: "2020-03-10 00:00:00.000"
