-- rows
with
  "known" as (
    select
      "orders"."order__delivered_at__day" as "order__delivered_at__day",
      "orders"."order__status" as "order__status",
      "orders"."orders" as "orders"
    from
      (
        select
          cast(
            cast(
              convert_timezone(
                'UTC',
                cast("orders"."delivered_at" as timestamp_tz)
              ) as timestamp_ntz
            ) as date
          ) as "order__delivered_at__day",
          "orders"."status" as "order__status",
          sum(
            case
              when "orders"."order_count__measure" is not null then 1
              else 0
            end
          ) as "orders"
        from
          (
            select
              created_at as "created_at",
              delivered_at as "delivered_at",
              status as "status",
              order_id as "order_count__measure",
              shipping_service as "shipping_service"
            from
              orders as src
          ) as "orders"
        where
          "orders"."created_at" < cast(? as timestamp_ntz)
          and "orders"."shipping_service" = ?
        group by
          1,
          2
      ) as "orders"
  )
select
  "filled"."order__delivered_at__day" as "order__delivered_at__day",
  "filled"."order__status" as "order__status",
  "filled"."orders" as "orders"
from
  (
    select
      "rows_and_gaps"."order__delivered_at__day" as "order__delivered_at__day",
      "rows_and_gaps"."order__status" as "order__status",
      max("rows_and_gaps"."orders") as "orders",
      max("rows_and_gaps"."__real") as "__real",
      max("rows_and_gaps"."__period") as "__period",
      min(
        case
          when max("rows_and_gaps"."__real") = 1 then max("rows_and_gaps"."__period")
        end
      ) over () as "__first",
      max(
        case
          when max("rows_and_gaps"."__real") = 1 then max("rows_and_gaps"."__period")
        end
      ) over () as "__last"
    from
      (
        select
          "known"."order__delivered_at__day" as "order__delivered_at__day",
          "known"."order__status" as "order__status",
          "known"."orders" as "orders",
          1 as "__real",
          null as "__period"
        from
          "known"
        union all
        select
          cast("periods"."__period" as date) as "order__delivered_at__day",
          "members"."order__status" as "order__status",
          null as "orders",
          0 as "__real",
          "periods"."__period" as "__period"
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
              src.date_day < cast(? as timestamp_ntz)
          ) as "periods"
          cross join (
            select
              "known"."order__status" as "order__status"
            from
              "known"
            group by
              1
          ) as "members"
      ) as "rows_and_gaps"
    group by
      1,
      2
  ) as "filled"
where
  (
    "filled"."__real" = 1
    or (
      "filled"."__period" >= "filled"."__first"
      and "filled"."__period" <= "filled"."__last"
    )
  )
order by
  "filled"."order__delivered_at__day" asc nulls last,
  "filled"."order__status" asc nulls last
limit
  10001;
-- ? 1: "2021-03-01 00:00:00.000"
-- ? 2: "ups"
-- ? 3: "2021-03-01 00:00:00.000"
