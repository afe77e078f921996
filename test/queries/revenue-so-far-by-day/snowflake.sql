-- rows
with
  "by_period" as (
    select
      "orders"."__period" as "__period",
      "orders"."revenue_month_to_date" as "revenue_month_to_date"
    from
      (
        select
          cast(
            cast(
              convert_timezone(
                'UTC',
                cast("orders"."created_at" as timestamp_tz)
              ) as timestamp_ntz
            ) as date
          ) as "__period",
          sum("orders"."order_total__measure") as "revenue_month_to_date"
        from
          (
            select
              created_at as "created_at",
              order_total as "order_total__measure"
            from
              orders as src
          ) as "orders"
        where
          (
            "orders"."created_at" >= cast(? as timestamp_ntz)
            and "orders"."created_at" < cast(? as timestamp_ntz)
          )
        group by
          1
      ) as "orders"
  ),
  "by_period_2" as (
    select
      "orders"."__period" as "__period",
      "orders"."customers_to_date" as "customers_to_date"
    from
      (
        select
          "first_seen"."__period" as "__period",
          sum(
            case
              when "first_seen"."__counted" is not null then 1
              else 0
            end
          ) as "customers_to_date"
        from
          (
            select
              "orders"."buyers__measure" as "__counted",
              min(
                cast(
                  cast(
                    convert_timezone(
                      'UTC',
                      cast("orders"."created_at" as timestamp_tz)
                    ) as timestamp_ntz
                  ) as date
                )
              ) as "__period"
            from
              (
                select
                  created_at as "created_at",
                  user_id as "buyers__measure"
                from
                  orders as src
              ) as "orders"
            where
              "orders"."created_at" < cast(? as timestamp_ntz)
            group by
              1
          ) as "first_seen"
        group by
          1
      ) as "orders"
  )
select
  "combined"."metric_time__day" as "metric_time__day",
  "combined"."revenue" as "revenue",
  "combined"."revenue_7_days" as "revenue_7_days",
  "combined"."revenue_month_to_date" as "revenue_month_to_date",
  "combined"."customers_to_date" as "customers_to_date"
from
  (
    select
      "sources"."metric_time__day" as "metric_time__day",
      max("sources"."revenue") as "revenue",
      max("sources"."revenue_7_days") as "revenue_7_days",
      max("sources"."revenue_month_to_date") as "revenue_month_to_date",
      max("sources"."customers_to_date") as "customers_to_date"
    from
      (
        select
          "orders"."metric_time__day" as "metric_time__day",
          "orders"."revenue" as "revenue",
          null as "revenue_7_days",
          null as "revenue_month_to_date",
          null as "customers_to_date"
        from
          (
            select
              cast(
                cast(
                  convert_timezone(
                    'UTC',
                    cast("orders"."created_at" as timestamp_tz)
                  ) as timestamp_ntz
                ) as date
              ) as "metric_time__day",
              sum("orders"."order_total__measure") as "revenue"
            from
              (
                select
                  created_at as "created_at",
                  order_total as "order_total__measure"
                from
                  orders as src
              ) as "orders"
            where
              (
                "orders"."created_at" >= cast(? as timestamp_ntz)
                and "orders"."created_at" < cast(? as timestamp_ntz)
              )
            group by
              1
          ) as "orders"
        union all
        select
          cast("orders"."__period" as date) as "metric_time__day",
          null as "revenue",
          "orders"."revenue_7_days" as "revenue_7_days",
          null as "revenue_month_to_date",
          null as "customers_to_date"
        from
          (
            select
              "periods"."__period" as "__period",
              sum("window"."revenue_7_days") as "revenue_7_days"
            from
              (
                select
                  cast(
                    cast(
                      convert_timezone('UTC', cast(src.date_day as timestamp_tz)) as timestamp_ntz
                    ) as date
                  ) as "__period"
                from
                  (
                    select
                      cast('2010-01-01' as date) + (
                        ones.n + 10 * tens.n + 100 * hundreds.n + 1000 * thousands.n
                      ) as date_day
                    from
                      (
                        values
                          (0),
                          (1),
                          (2),
                          (3),
                          (4),
                          (5),
                          (6),
                          (7),
                          (8),
                          (9)
                      ) as ones (n)
                      cross join (
                        values
                          (0),
                          (1),
                          (2),
                          (3),
                          (4),
                          (5),
                          (6),
                          (7),
                          (8),
                          (9)
                      ) as tens (n)
                      cross join (
                        values
                          (0),
                          (1),
                          (2),
                          (3),
                          (4),
                          (5),
                          (6),
                          (7),
                          (8),
                          (9)
                      ) as hundreds (n)
                      cross join (
                        values
                          (0),
                          (1),
                          (2),
                          (3),
                          (4),
                          (5),
                          (6),
                          (7),
                          (8),
                          (9)
                      ) as thousands (n)
                  ) as src
                where
                  src.date_day >= cast(? as timestamp_ntz)
                  and src.date_day < cast(? as timestamp_ntz)
              ) as "periods"
              inner join (
                select
                  "orders"."__at" as "__at",
                  "orders"."revenue_7_days" as "revenue_7_days"
                from
                  (
                    select
                      cast(
                        cast(
                          convert_timezone(
                            'UTC',
                            cast("orders"."created_at" as timestamp_tz)
                          ) as timestamp_ntz
                        ) as date
                      ) as "__at",
                      sum("orders"."order_total__measure") as "revenue_7_days"
                    from
                      (
                        select
                          created_at as "created_at",
                          order_total as "order_total__measure"
                        from
                          orders as src
                      ) as "orders"
                    where
                      (
                        "orders"."created_at" >= cast(? as timestamp_ntz)
                        and "orders"."created_at" < cast(? as timestamp_ntz)
                      )
                    group by
                      1
                  ) as "orders"
              ) as "window" on (
                "window"."__at" <= "periods"."__period"
                and "window"."__at" > cast(dateadd(day, -7, "periods"."__period") as date)
              )
            group by
              1
          ) as "orders"
        union all
        select
          cast("running"."__period" as date) as "metric_time__day",
          null as "revenue",
          null as "revenue_7_days",
          "running"."revenue_month_to_date" as "revenue_month_to_date",
          null as "customers_to_date"
        from
          (
            select
              "rows_and_points"."__period" as "__period",
              sum("rows_and_points"."revenue_month_to_date") over (
                partition by
                  cast(
                    date_trunc('month', "rows_and_points"."__period") as date
                  )
                order by
                  "rows_and_points"."__period" range between unbounded preceding
                  and current row
              ) as "revenue_month_to_date",
              max("rows_and_points"."__seen") over (
                partition by
                  cast(
                    date_trunc('month', "rows_and_points"."__period") as date
                  )
                order by
                  "rows_and_points"."__period" range between unbounded preceding
                  and current row
              ) as "__seen",
              "rows_and_points"."__point" as "__point"
            from
              (
                select
                  "by_period"."__period" as "__period",
                  "by_period"."revenue_month_to_date" as "revenue_month_to_date",
                  1 as "__seen",
                  0 as "__point"
                from
                  "by_period"
                union all
                select
                  "periods"."__period" as "__period",
                  null as "revenue_month_to_date",
                  0 as "__seen",
                  1 as "__point"
                from
                  (
                    select
                      cast(
                        cast(
                          convert_timezone('UTC', cast(src.date_day as timestamp_tz)) as timestamp_ntz
                        ) as date
                      ) as "__period"
                    from
                      (
                        select
                          cast('2010-01-01' as date) + (
                            ones.n + 10 * tens.n + 100 * hundreds.n + 1000 * thousands.n
                          ) as date_day
                        from
                          (
                            values
                              (0),
                              (1),
                              (2),
                              (3),
                              (4),
                              (5),
                              (6),
                              (7),
                              (8),
                              (9)
                          ) as ones (n)
                          cross join (
                            values
                              (0),
                              (1),
                              (2),
                              (3),
                              (4),
                              (5),
                              (6),
                              (7),
                              (8),
                              (9)
                          ) as tens (n)
                          cross join (
                            values
                              (0),
                              (1),
                              (2),
                              (3),
                              (4),
                              (5),
                              (6),
                              (7),
                              (8),
                              (9)
                          ) as hundreds (n)
                          cross join (
                            values
                              (0),
                              (1),
                              (2),
                              (3),
                              (4),
                              (5),
                              (6),
                              (7),
                              (8),
                              (9)
                          ) as thousands (n)
                      ) as src
                    where
                      src.date_day >= cast(? as timestamp_ntz)
                      and src.date_day < cast(? as timestamp_ntz)
                  ) as "periods"
              ) as "rows_and_points"
          ) as "running"
        where
          "running"."__point" = 1
          and "running"."__seen" = 1
        union all
        select
          cast("running"."__period" as date) as "metric_time__day",
          null as "revenue",
          null as "revenue_7_days",
          null as "revenue_month_to_date",
          "running"."customers_to_date" as "customers_to_date"
        from
          (
            select
              "rows_and_points"."__period" as "__period",
              sum("rows_and_points"."customers_to_date") over (
                order by
                  "rows_and_points"."__period" range between unbounded preceding
                  and current row
              ) as "customers_to_date",
              max("rows_and_points"."__seen") over (
                order by
                  "rows_and_points"."__period" range between unbounded preceding
                  and current row
              ) as "__seen",
              "rows_and_points"."__point" as "__point"
            from
              (
                select
                  "by_period_2"."__period" as "__period",
                  "by_period_2"."customers_to_date" as "customers_to_date",
                  1 as "__seen",
                  0 as "__point"
                from
                  "by_period_2"
                union all
                select
                  "periods"."__period" as "__period",
                  null as "customers_to_date",
                  0 as "__seen",
                  1 as "__point"
                from
                  (
                    select
                      cast(
                        cast(
                          convert_timezone('UTC', cast(src.date_day as timestamp_tz)) as timestamp_ntz
                        ) as date
                      ) as "__period"
                    from
                      (
                        select
                          cast('2010-01-01' as date) + (
                            ones.n + 10 * tens.n + 100 * hundreds.n + 1000 * thousands.n
                          ) as date_day
                        from
                          (
                            values
                              (0),
                              (1),
                              (2),
                              (3),
                              (4),
                              (5),
                              (6),
                              (7),
                              (8),
                              (9)
                          ) as ones (n)
                          cross join (
                            values
                              (0),
                              (1),
                              (2),
                              (3),
                              (4),
                              (5),
                              (6),
                              (7),
                              (8),
                              (9)
                          ) as tens (n)
                          cross join (
                            values
                              (0),
                              (1),
                              (2),
                              (3),
                              (4),
                              (5),
                              (6),
                              (7),
                              (8),
                              (9)
                          ) as hundreds (n)
                          cross join (
                            values
                              (0),
                              (1),
                              (2),
                              (3),
                              (4),
                              (5),
                              (6),
                              (7),
                              (8),
                              (9)
                          ) as thousands (n)
                      ) as src
                    where
                      src.date_day >= cast(? as timestamp_ntz)
                      and src.date_day < cast(? as timestamp_ntz)
                  ) as "periods"
              ) as "rows_and_points"
          ) as "running"
        where
          "running"."__point" = 1
          and "running"."__seen" = 1
      ) as "sources"
    group by
      1
  ) as "combined"
order by
  "combined"."metric_time__day" asc nulls last
limit
  10001;
-- ? 1: "2021-02-01 00:00:00.000"
-- ? 2: "2021-02-21 00:00:00.000"
-- ? 3: "2021-02-21 00:00:00.000"
-- ? 4: "2021-02-10 00:00:00.000"
-- ? 5: "2021-02-21 00:00:00.000"
-- ? 6: "2021-02-10 00:00:00.000"
-- ? 7: "2021-02-21 00:00:00.000"
-- ? 8: "2021-02-03 00:00:00.000"
-- ? 9: "2021-02-21 00:00:00.000"
-- ? 10: "2021-02-10 00:00:00.000"
-- ? 11: "2021-02-21 00:00:00.000"
-- ? 12: "2021-02-10 00:00:00.000"
-- ? 13: "2021-02-21 00:00:00.000"

-- totals
select
  "combined"."revenue" as "revenue",
  "combined"."revenue_7_days" as "revenue_7_days",
  "combined"."revenue_month_to_date" as "revenue_month_to_date",
  "combined"."customers_to_date" as "customers_to_date"
from
  (
    select
      max("sources"."revenue") as "revenue",
      max("sources"."revenue_7_days") as "revenue_7_days",
      max("sources"."revenue_month_to_date") as "revenue_month_to_date",
      max("sources"."customers_to_date") as "customers_to_date"
    from
      (
        select
          "orders"."revenue" as "revenue",
          null as "revenue_7_days",
          null as "revenue_month_to_date",
          null as "customers_to_date"
        from
          (
            select
              sum("orders"."order_total__measure") as "revenue"
            from
              (
                select
                  created_at as "created_at",
                  order_total as "order_total__measure"
                from
                  orders as src
              ) as "orders"
            where
              (
                "orders"."created_at" >= cast(? as timestamp_ntz)
                and "orders"."created_at" < cast(? as timestamp_ntz)
              )
          ) as "orders"
        union all
        select
          null as "revenue",
          "orders"."revenue_7_days" as "revenue_7_days",
          null as "revenue_month_to_date",
          null as "customers_to_date"
        from
          (
            select
              sum("orders"."order_total__measure") as "revenue_7_days"
            from
              (
                select
                  created_at as "created_at",
                  order_total as "order_total__measure"
                from
                  orders as src
              ) as "orders"
            where
              (
                "orders"."created_at" >= cast(? as timestamp_ntz)
                and "orders"."created_at" < cast(? as timestamp_ntz)
              )
          ) as "orders"
        union all
        select
          null as "revenue",
          null as "revenue_7_days",
          "orders"."revenue_month_to_date" as "revenue_month_to_date",
          null as "customers_to_date"
        from
          (
            select
              sum("orders"."order_total__measure") as "revenue_month_to_date"
            from
              (
                select
                  created_at as "created_at",
                  order_total as "order_total__measure"
                from
                  orders as src
              ) as "orders"
            where
              (
                "orders"."created_at" >= cast(? as timestamp_ntz)
                and "orders"."created_at" < cast(? as timestamp_ntz)
              )
          ) as "orders"
        union all
        select
          null as "revenue",
          null as "revenue_7_days",
          null as "revenue_month_to_date",
          "orders"."customers_to_date" as "customers_to_date"
        from
          (
            select
              case
                when count(*) > 0 then count(distinct "orders"."buyers__measure")
              end as "customers_to_date"
            from
              (
                select
                  created_at as "created_at",
                  user_id as "buyers__measure"
                from
                  orders as src
              ) as "orders"
            where
              "orders"."created_at" < cast(? as timestamp_ntz)
          ) as "orders"
      ) as "sources"
  ) as "combined";
-- ? 1: "2021-02-10 00:00:00.000"
-- ? 2: "2021-02-21 00:00:00.000"
-- ? 3: "2021-02-14 00:00:00.000"
-- ? 4: "2021-02-21 00:00:00.000"
-- ? 5: "2021-02-01 00:00:00.000"
-- ? 6: "2021-02-21 00:00:00.000"
-- ? 7: "2021-02-21 00:00:00.000"
