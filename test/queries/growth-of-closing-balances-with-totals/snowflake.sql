-- rows
select
  "combined"."metric_time__month" as "metric_time__month",
  "combined"."user__home_state" as "user__home_state",
  "combined"."closing_balance_by_user" as "closing_balance_by_user",
  (
    "combined"."closing_balance_by_user" - "combined"."closing_balance_by_user__1_month_before"
  ) as "closing_balance_growth"
from
  (
    select
      "sources"."metric_time__month" as "metric_time__month",
      "sources"."user__home_state" as "user__home_state",
      max("sources"."closing_balance_by_user") as "closing_balance_by_user",
      max(
        "sources"."closing_balance_by_user__1_month_before"
      ) as "closing_balance_by_user__1_month_before",
      max(max("sources"."__present")) over (
        partition by
          "sources"."metric_time__month"
      ) as "__present"
    from
      (
        select
          "balances"."metric_time__month" as "metric_time__month",
          "balances"."user__home_state" as "user__home_state",
          "balances"."closing_balance_by_user" as "closing_balance_by_user",
          null as "closing_balance_by_user__1_month_before",
          1 as "__present"
        from
          (
            select
              cast(date_trunc('month', "closing"."taken_at") as date) as "metric_time__month",
              "closing"."user__home_state" as "user__home_state",
              sum("closing"."closing_balance_by_user__measure") as "closing_balance_by_user"
            from
              (
                select
                  "balances"."taken_at" as "taken_at",
                  "balances"."user" as "user",
                  "balances"."closing_balance_by_user__measure" as "closing_balance_by_user__measure",
                  "user"."home_state" as "user__home_state",
                  cast("balances"."taken_at" as date) as "__rank",
                  max(cast("balances"."taken_at" as date)) over (
                    partition by
                      "balances"."user",
                      cast(
                        date_trunc('month', "balances"."taken_at") as date
                      )
                  ) as "__picked"
                from
                  (
                    select
                      taken_at as "taken_at",
                      user_id as "user",
                      balance as "closing_balance_by_user__measure"
                    from
                      balances as src
                  ) as "balances"
                  left join (
                    select
                      user_id as "user",
                      home_state as "home_state"
                    from
                      users as src
                  ) as "user" on "user"."user" = "balances"."user"
                where
                  (
                    "balances"."taken_at" >= cast(? as timestamp_ntz)
                    and "balances"."taken_at" < cast(? as timestamp_ntz)
                  )
              ) as "closing"
            where
              "closing"."__rank" = "closing"."__picked"
            group by
              1,
              2
          ) as "balances"
        union all
        select
          "balances"."metric_time__month" as "metric_time__month",
          "balances"."user__home_state" as "user__home_state",
          null as "closing_balance_by_user",
          "balances"."closing_balance_by_user__1_month_before" as "closing_balance_by_user__1_month_before",
          0 as "__present"
        from
          (
            select
              cast(
                date_trunc(
                  'month',
                  dateadd(
                    month,
                    1,
                    cast("closing"."taken_at" as timestamp_ntz)
                  )
                ) as date
              ) as "metric_time__month",
              "closing"."user__home_state" as "user__home_state",
              sum("closing"."closing_balance_by_user__measure") as "closing_balance_by_user__1_month_before"
            from
              (
                select
                  "balances"."taken_at" as "taken_at",
                  "balances"."user" as "user",
                  "balances"."closing_balance_by_user__measure" as "closing_balance_by_user__measure",
                  "user"."home_state" as "user__home_state",
                  cast("balances"."taken_at" as date) as "__rank",
                  max(cast("balances"."taken_at" as date)) over (
                    partition by
                      "balances"."user",
                      cast(
                        date_trunc(
                          'month',
                          dateadd(
                            month,
                            1,
                            cast("balances"."taken_at" as timestamp_ntz)
                          )
                        ) as date
                      )
                  ) as "__picked"
                from
                  (
                    select
                      taken_at as "taken_at",
                      user_id as "user",
                      balance as "closing_balance_by_user__measure"
                    from
                      balances as src
                  ) as "balances"
                  left join (
                    select
                      user_id as "user",
                      home_state as "home_state"
                    from
                      users as src
                  ) as "user" on "user"."user" = "balances"."user"
                where
                  (
                    "balances"."taken_at" >= cast(? as timestamp_ntz)
                    and "balances"."taken_at" < cast(? as timestamp_ntz)
                  )
              ) as "closing"
            where
              "closing"."__rank" = "closing"."__picked"
            group by
              1,
              2
          ) as "balances"
      ) as "sources"
    group by
      1,
      2
  ) as "combined"
where
  "combined"."__present" = 1
order by
  "combined"."metric_time__month" asc nulls last,
  "combined"."user__home_state" asc nulls last
limit
  10001;
-- ? 1: "2020-02-01 00:00:00.000"
-- ? 2: "2020-03-01 00:00:00.000"
-- ? 3: "2020-01-01 00:00:00.000"
-- ? 4: "2020-02-01 00:00:00.000"

-- totals
select
  "combined"."closing_balance_by_user" as "closing_balance_by_user",
  (
    "combined"."closing_balance_by_user" - "combined"."closing_balance_by_user__1_month_before"
  ) as "closing_balance_growth"
from
  (
    select
      max("sources"."closing_balance_by_user") as "closing_balance_by_user",
      max(
        "sources"."closing_balance_by_user__1_month_before"
      ) as "closing_balance_by_user__1_month_before"
    from
      (
        select
          "balances"."closing_balance_by_user" as "closing_balance_by_user",
          null as "closing_balance_by_user__1_month_before"
        from
          (
            select
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
                      "balances"."user"
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
                    "balances"."taken_at" >= cast(? as timestamp_ntz)
                    and "balances"."taken_at" < cast(? as timestamp_ntz)
                  )
              ) as "closing"
            where
              "closing"."__rank" = "closing"."__picked"
          ) as "balances"
        union all
        select
          null as "closing_balance_by_user",
          "balances"."closing_balance_by_user__1_month_before" as "closing_balance_by_user__1_month_before"
        from
          (
            select
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
                      "balances"."user"
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
                    "balances"."taken_at" >= cast(? as timestamp_ntz)
                    and "balances"."taken_at" < cast(? as timestamp_ntz)
                  )
              ) as "closing"
            where
              "closing"."__rank" = "closing"."__picked"
          ) as "balances"
      ) as "sources"
  ) as "combined";
-- ? 1: "2020-02-01 00:00:00.000"
-- ? 2: "2020-03-01 00:00:00.000"
-- ? 3: "2020-01-01 00:00:00.000"
-- ? 4: "2020-02-01 00:00:00.000"
