-- rows
select
  cast("periods"."__period" as date) as "metric_time__day",
  coalesce("known"."closing_balance_filled", 0) as "closing_balance_filled"
from
  (
    select
      cast(src.day as date) as "__period"
    from
      days as src
    where
      src.day >= cast(? as timestamp_ntz)
      and src.day < cast(? as timestamp_ntz)
  ) as "periods"
  left join (
    select
      "balances"."metric_time__day" as "metric_time__day",
      "balances"."closing_balance_filled" as "closing_balance_filled"
    from
      (
        select
          cast("closing"."taken_at" as date) as "metric_time__day",
          sum("closing"."closing_balance__measure") as "closing_balance_filled"
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
  ) as "known" on "known"."metric_time__day" = cast("periods"."__period" as date)
order by
  cast("periods"."__period" as date) asc nulls last
limit
  10001;
-- ? 1: "2020-02-27 00:00:00.000"
-- ? 2: "2020-03-05 00:00:00.000"
-- ? 3: "2020-02-27 00:00:00.000"
-- ? 4: "2020-03-05 00:00:00.000"
