-- rows
select
  "combined"."metric_time__week" as "metric_time__week",
  cast(
    (
      "combined"."revenue" - "combined"."revenue__1_week_before"
    ) as double
  ) / nullif(
    cast(
      nullif("combined"."revenue__1_week_before", 0) as double
    ),
    0
  ) as "revenue_growth"
from
  (
    select
      "sources"."metric_time__week" as "metric_time__week",
      max("sources"."revenue") as "revenue",
      max("sources"."revenue__1_week_before") as "revenue__1_week_before",
      max(max("sources"."__present")) over (
        partition by
          "sources"."metric_time__week"
      ) as "__present"
    from
      (
        select
          "orders"."metric_time__week" as "metric_time__week",
          "orders"."revenue" as "revenue",
          null as "revenue__1_week_before",
          1 as "__present"
        from
          (
            select
              cast(
                date_trunc(
                  'week',
                  cast(
                    convert_timezone(
                      'UTC',
                      cast("orders"."created_at" as timestamp_tz)
                    ) as timestamp_ntz
                  )
                ) as date
              ) as "metric_time__week",
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
              "orders"."created_at" < cast(? as timestamp_ntz)
            group by
              1
          ) as "orders"
        union all
        select
          "orders"."metric_time__week" as "metric_time__week",
          null as "revenue",
          "orders"."revenue__1_week_before" as "revenue__1_week_before",
          0 as "__present"
        from
          (
            select
              cast(
                date_trunc(
                  'week',
                  dateadd(
                    week,
                    1,
                    cast(
                      convert_timezone(
                        'UTC',
                        cast("orders"."created_at" as timestamp_tz)
                      ) as timestamp_ntz
                    )
                  )
                ) as date
              ) as "metric_time__week",
              sum("orders"."order_total__measure") as "revenue__1_week_before"
            from
              (
                select
                  created_at as "created_at",
                  order_total as "order_total__measure"
                from
                  orders as src
              ) as "orders"
            where
              "orders"."created_at" < cast(? as timestamp_ntz)
            group by
              1
          ) as "orders"
      ) as "sources"
    group by
      1
  ) as "combined"
where
  "combined"."__present" = 1
order by
  "combined"."metric_time__week" asc nulls last
limit
  10001;
-- ? 1: "2021-03-01 00:00:00.000"
-- ? 2: "2021-02-22 00:00:00.000"
