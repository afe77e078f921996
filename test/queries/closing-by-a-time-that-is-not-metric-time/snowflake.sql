-- rows
select
  "balances"."balance__valued_on__month" as "balance__valued_on__month",
  "balances"."closing_value" as "closing_value"
from
  (
    select
      cast(
        date_trunc('month', "closing"."valued_on") as date
      ) as "balance__valued_on__month",
      sum("closing"."closing_value__measure") as "closing_value"
    from
      (
        select
          "balances"."taken_at" as "taken_at",
          "balances"."valued_on" as "valued_on",
          "balances"."closing_value__measure" as "closing_value__measure",
          cast("balances"."valued_on" as date) as "__rank",
          max(cast("balances"."valued_on" as date)) over (
            partition by
              cast(
                date_trunc('month', "balances"."valued_on") as date
              )
          ) as "__picked"
        from
          (
            select
              taken_at as "taken_at",
              valued_on as "valued_on",
              balance as "closing_value__measure"
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
order by
  "balances"."balance__valued_on__month" asc nulls last
limit
  10001;
-- ? 1: "2020-03-10 00:00:00.000"
