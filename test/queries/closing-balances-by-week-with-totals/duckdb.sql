-- rows
select
  "combined"."metric_time__week" as "metric_time__week",
  "combined"."closing_balance" as "closing_balance",
  "combined"."closing_balance_by_user" as "closing_balance_by_user",
  "combined"."opening_balance_by_user" as "opening_balance_by_user",
  "combined"."balance_rows" as "balance_rows"
from
  (
    select
      "sources"."metric_time__week" as "metric_time__week",
      max("sources"."closing_balance") as "closing_balance",
      max("sources"."closing_balance_by_user") as "closing_balance_by_user",
      max("sources"."opening_balance_by_user") as "opening_balance_by_user",
      max("sources"."balance_rows") as "balance_rows"
    from
      (
        select
          "balances"."metric_time__week" as "metric_time__week",
          "balances"."closing_balance" as "closing_balance",
          null as "closing_balance_by_user",
          null as "opening_balance_by_user",
          null as "balance_rows"
        from
          (
            select
              cast(date_trunc('week', "closing"."taken_at") as date) as "metric_time__week",
              sum("closing"."closing_balance__measure") as "closing_balance"
            from
              (
                select
                  "balances"."taken_at" as "taken_at",
                  "balances"."closing_balance__measure" as "closing_balance__measure",
                  cast("balances"."taken_at" as date) as "__rank",
                  max(cast("balances"."taken_at" as date)) over (
                    partition by
                      cast(date_trunc('week', "balances"."taken_at") as date)
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
          "balances"."metric_time__week" as "metric_time__week",
          null as "closing_balance",
          "balances"."closing_balance_by_user" as "closing_balance_by_user",
          null as "opening_balance_by_user",
          null as "balance_rows"
        from
          (
            select
              cast(date_trunc('week', "closing"."taken_at") as date) as "metric_time__week",
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
                      cast(date_trunc('week', "balances"."taken_at") as date)
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
          "balances"."metric_time__week" as "metric_time__week",
          null as "closing_balance",
          null as "closing_balance_by_user",
          "balances"."opening_balance_by_user" as "opening_balance_by_user",
          null as "balance_rows"
        from
          (
            select
              cast(date_trunc('week', "closing"."taken_at") as date) as "metric_time__week",
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
                      cast(date_trunc('week', "balances"."taken_at") as date)
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
          "balances"."metric_time__week" as "metric_time__week",
          null as "closing_balance",
          null as "closing_balance_by_user",
          null as "opening_balance_by_user",
          "balances"."balance_rows" as "balance_rows"
        from
          (
            select
              cast(date_trunc('week', "balances"."taken_at") as date) as "metric_time__week",
              sum(
                case
                  when "balances"."balance_rows__measure" is not null then 1
                  else 0
                end
              ) as "balance_rows"
            from
              (
                select
                  taken_at as "taken_at",
                  balance_id as "balance_rows__measure"
                from
                  balances as src
              ) as "balances"
            where
              (
                "balances"."taken_at" >= cast(? as timestamp)
                and "balances"."taken_at" < cast(? as timestamp)
              )
            group by
              1
          ) as "balances"
      ) as "sources"
    group by
      1
  ) as "combined"
order by
  "combined"."metric_time__week" asc nulls last
limit
  10001;
-- ? 1: "2020-01-27 00:00:00.000"
-- ? 2: "2020-03-02 00:00:00.000"
-- ? 3: "2020-01-27 00:00:00.000"
-- ? 4: "2020-03-02 00:00:00.000"
-- ? 5: "2020-01-27 00:00:00.000"
-- ? 6: "2020-03-02 00:00:00.000"
-- ? 7: "2020-01-27 00:00:00.000"
-- ? 8: "2020-03-02 00:00:00.000"

-- totals
select
  "combined"."closing_balance" as "closing_balance",
  "combined"."closing_balance_by_user" as "closing_balance_by_user",
  "combined"."opening_balance_by_user" as "opening_balance_by_user",
  "combined"."balance_rows" as "balance_rows"
from
  (
    select
      max("sources"."closing_balance") as "closing_balance",
      max("sources"."closing_balance_by_user") as "closing_balance_by_user",
      max("sources"."opening_balance_by_user") as "opening_balance_by_user",
      max("sources"."balance_rows") as "balance_rows"
    from
      (
        select
          "balances"."closing_balance" as "closing_balance",
          null as "closing_balance_by_user",
          null as "opening_balance_by_user",
          null as "balance_rows"
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
                  (
                    "balances"."taken_at" >= cast(? as timestamp)
                    and "balances"."taken_at" < cast(? as timestamp)
                  )
              ) as "closing"
            where
              "closing"."__rank" = "closing"."__picked"
          ) as "balances"
        union all
        select
          null as "closing_balance",
          "balances"."closing_balance_by_user" as "closing_balance_by_user",
          null as "opening_balance_by_user",
          null as "balance_rows"
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
                    "balances"."taken_at" >= cast(? as timestamp)
                    and "balances"."taken_at" < cast(? as timestamp)
                  )
              ) as "closing"
            where
              "closing"."__rank" = "closing"."__picked"
          ) as "balances"
        union all
        select
          null as "closing_balance",
          null as "closing_balance_by_user",
          "balances"."opening_balance_by_user" as "opening_balance_by_user",
          null as "balance_rows"
        from
          (
            select
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
                      "balances"."user"
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
                    "balances"."taken_at" >= cast(? as timestamp)
                    and "balances"."taken_at" < cast(? as timestamp)
                  )
              ) as "closing"
            where
              "closing"."__rank" = "closing"."__picked"
          ) as "balances"
        union all
        select
          null as "closing_balance",
          null as "closing_balance_by_user",
          null as "opening_balance_by_user",
          "balances"."balance_rows" as "balance_rows"
        from
          (
            select
              sum(
                case
                  when "balances"."balance_rows__measure" is not null then 1
                  else 0
                end
              ) as "balance_rows"
            from
              (
                select
                  taken_at as "taken_at",
                  balance_id as "balance_rows__measure"
                from
                  balances as src
              ) as "balances"
            where
              (
                "balances"."taken_at" >= cast(? as timestamp)
                and "balances"."taken_at" < cast(? as timestamp)
              )
          ) as "balances"
      ) as "sources"
  ) as "combined";
-- ? 1: "2020-01-27 00:00:00.000"
-- ? 2: "2020-03-02 00:00:00.000"
-- ? 3: "2020-01-27 00:00:00.000"
-- ? 4: "2020-03-02 00:00:00.000"
-- ? 5: "2020-01-27 00:00:00.000"
-- ? 6: "2020-03-02 00:00:00.000"
-- ? 7: "2020-01-27 00:00:00.000"
-- ? 8: "2020-03-02 00:00:00.000"
