-- rows
with
  "by_period" as (
    select
      "orders"."__period" as "__period",
      "orders"."user__state" as "user__state",
      "orders"."customers_to_date" as "customers_to_date"
    from
      (
        select
          "first_seen"."__period" as "__period",
          "first_seen"."user__state" as "user__state",
          sum(
            case
              when "first_seen"."__counted" is not null then 1
              else 0
            end
          ) as "customers_to_date"
        from
          (
            select
              "user"."state" as "user__state",
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
                  user_id as "user",
                  user_id as "buyers__measure"
                from
                  orders as src
              ) as "orders"
              left join (
                select
                  user_id as "user",
                  state as "state"
                from
                  (
                    select
                      u.user_id,
                      u.first_name,
                      u.last_name,
                      u.created_at,
                      a.state,
                      a.country,
                      a.zipcode
                    from
                      users as u
                      left join addresses as a on a.address_id = u.address_id
                  ) as src
              ) as "user" on "user"."user" = "orders"."user"
            where
              "orders"."created_at" < cast(? as timestamp_ntz)
            group by
              1,
              2
          ) as "first_seen"
        group by
          1,
          2
      ) as "orders"
  )
select
  "points"."metric_time__month" as "metric_time__month",
  "points"."user__state" as "user__state",
  "points"."customers_to_date" as "customers_to_date"
from
  (
    select
      "running"."__period" as "__period",
      "running"."user__state" as "user__state",
      "running"."customers_to_date" as "customers_to_date",
      cast(date_trunc('month', "running"."__period") as date) as "metric_time__month",
      "running"."__period" as "__rank",
      max("running"."__period") over (
        partition by
          cast(date_trunc('month', "running"."__period") as date),
          "running"."user__state"
      ) as "__picked"
    from
      (
        select
          "rows_and_points"."__period" as "__period",
          "rows_and_points"."user__state" as "user__state",
          sum("rows_and_points"."customers_to_date") over (
            partition by
              "rows_and_points"."user__state"
            order by
              "rows_and_points"."__period" range between unbounded preceding
              and current row
          ) as "customers_to_date",
          max("rows_and_points"."__seen") over (
            partition by
              "rows_and_points"."user__state"
            order by
              "rows_and_points"."__period" range between unbounded preceding
              and current row
          ) as "__seen",
          "rows_and_points"."__point" as "__point"
        from
          (
            select
              "by_period"."__period" as "__period",
              "by_period"."user__state" as "user__state",
              "by_period"."customers_to_date" as "customers_to_date",
              1 as "__seen",
              0 as "__point"
            from
              "by_period"
            union all
            select
              "periods"."__period" as "__period",
              "members"."user__state" as "user__state",
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
                  src.date_day >= cast(
                    (
                      select
                        min(
                          cast(
                            convert_timezone(
                              'UTC',
                              cast("orders"."created_at__of_row" as timestamp_tz)
                            ) as timestamp_ntz
                          )
                        )
                      from
                        (
                          select
                            created_at as "created_at__of_row"
                          from
                            orders as src
                        ) as "orders"
                    ) as date
                  )
                  and src.date_day < cast(? as timestamp_ntz)
              ) as "periods"
              cross join (
                select
                  "by_period"."user__state" as "user__state"
                from
                  "by_period"
                group by
                  1
              ) as "members"
          ) as "rows_and_points"
      ) as "running"
    where
      "running"."__point" = 1
      and "running"."__seen" = 1
  ) as "points"
where
  "points"."__rank" = "points"."__picked"
order by
  "points"."metric_time__month" asc nulls last,
  "points"."user__state" asc nulls last
limit
  10001;
-- ? 1: "2021-03-01 00:00:00.000"
-- ? 2: "2021-03-01 00:00:00.000"
