-- rows
select
  "balances"."metric_time__month" as "metric_time__month",
  "balances"."closing_value" as "closing_value"
from
  (
    select
      cast(date_trunc('month', "closing"."taken_at") as date) as "metric_time__month",
      sum("closing"."closing_value__measure") as "closing_value"
    from
      (
        select
          "balances"."taken_at" as "taken_at",
          "balances"."closing_value__measure" as "closing_value__measure",
          "balances"."valued_on" as "valued_on",
          cast("balances"."valued_on" as date) as "__rank",
          max(cast("balances"."valued_on" as date)) over (
            partition by
              cast(
                date_trunc('month', "balances"."taken_at") as date
              )
          ) as "__picked"
        from
          (
            select
              taken_at as "taken_at",
              balance as "closing_value__measure",
              valued_on as "valued_on"
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
order by
  "balances"."metric_time__month" asc nulls last
limit
  10001;
-- ? 1: "2020-03-10 00:00:00.000"
