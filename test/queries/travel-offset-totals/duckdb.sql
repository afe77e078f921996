-- rows
select
  "combined"."metric_time__month" as "metric_time__month",
  (
    "combined"."revenue" - coalesce("combined"."revenue__1_month_before", 0)
  ) as "month_growth"
from
  (
    select
      "sources"."metric_time__month" as "metric_time__month",
      max("sources"."revenue") as "revenue",
      max("sources"."revenue__1_month_before") as "revenue__1_month_before",
      max(max("sources"."__present")) over (
        partition by
          "sources"."metric_time__month"
      ) as "__present"
    from
      (
        select
          "bookings"."metric_time__month" as "metric_time__month",
          "bookings"."revenue" as "revenue",
          null as "revenue__1_month_before",
          1 as "__present"
        from
          (
            select
              cast(
                date_trunc('month', "bookings"."booked_at") as date
              ) as "metric_time__month",
              sum("bookings"."amount__measure") as "revenue"
            from
              (
                select
                  booked_at as "booked_at",
                  amount as "amount__measure"
                from
                  bookings as src
              ) as "bookings"
            where
              (
                "bookings"."booked_at" >= cast(? as timestamp)
                and "bookings"."booked_at" < cast(? as timestamp)
              )
            group by
              1
          ) as "bookings"
        union all
        select
          "bookings"."metric_time__month" as "metric_time__month",
          null as "revenue",
          "bookings"."revenue__1_month_before" as "revenue__1_month_before",
          0 as "__present"
        from
          (
            select
              cast(
                date_trunc(
                  'month',
                  ("bookings"."booked_at" + interval '1 month')
                ) as date
              ) as "metric_time__month",
              sum("bookings"."amount__measure") as "revenue__1_month_before"
            from
              (
                select
                  booked_at as "booked_at",
                  amount as "amount__measure"
                from
                  bookings as src
              ) as "bookings"
            where
              (
                "bookings"."booked_at" >= cast(? as timestamp)
                and "bookings"."booked_at" < cast(? as timestamp)
              )
            group by
              1
          ) as "bookings"
      ) as "sources"
    group by
      1
  ) as "combined"
where
  "combined"."__present" = 1
order by
  "combined"."metric_time__month" asc nulls last
limit
  10001;
-- ? 1: "2020-02-01 00:00:00.000"
-- ? 2: "2020-04-01 00:00:00.000"
-- ? 3: "2020-01-01 00:00:00.000"
-- ? 4: "2020-03-01 00:00:00.000"

-- totals
select
  "combined"."revenue" as "revenue",
  (
    "combined"."revenue" - coalesce("combined"."revenue__1_month_before", 0)
  ) as "month_growth",
  (
    "combined"."revenue" - coalesce("combined"."revenue__1_month_before__2", 0)
  ) as "month_growth_exact",
  "combined"."revenue__1_month_before" as "revenue_month_before"
from
  (
    select
      max("sources"."revenue") as "revenue",
      max("sources"."revenue__1_month_before") as "revenue__1_month_before",
      max("sources"."revenue__1_month_before__2") as "revenue__1_month_before__2"
    from
      (
        select
          "bookings"."revenue" as "revenue",
          null as "revenue__1_month_before",
          null as "revenue__1_month_before__2"
        from
          (
            select
              sum("bookings"."amount__measure") as "revenue"
            from
              (
                select
                  booked_at as "booked_at",
                  amount as "amount__measure"
                from
                  bookings as src
              ) as "bookings"
            where
              (
                "bookings"."booked_at" >= cast(? as timestamp)
                and "bookings"."booked_at" < cast(? as timestamp)
              )
          ) as "bookings"
        union all
        select
          null as "revenue",
          "bookings"."revenue__1_month_before" as "revenue__1_month_before",
          null as "revenue__1_month_before__2"
        from
          (
            select
              sum("bookings"."amount__measure") as "revenue__1_month_before"
            from
              (
                select
                  booked_at as "booked_at",
                  amount as "amount__measure"
                from
                  bookings as src
              ) as "bookings"
            where
              (
                "bookings"."booked_at" >= cast(? as timestamp)
                and "bookings"."booked_at" < cast(? as timestamp)
              )
          ) as "bookings"
        union all
        select
          null as "revenue",
          null as "revenue__1_month_before",
          "bookings"."revenue__1_month_before__2" as "revenue__1_month_before__2"
        from
          (
            select
              sum("bookings"."amount__measure") as "revenue__1_month_before__2"
            from
              (
                select
                  booked_at as "booked_at",
                  amount as "amount__measure"
                from
                  bookings as src
              ) as "bookings"
            where
              (
                "bookings"."booked_at" >= cast(? as timestamp)
                and "bookings"."booked_at" < cast(? as timestamp)
              )
          ) as "bookings"
      ) as "sources"
  ) as "combined";
-- ? 1: "2020-02-01 00:00:00.000"
-- ? 2: "2020-04-01 00:00:00.000"
-- ? 3: "2020-01-01 00:00:00.000"
-- ? 4: "2020-03-01 00:00:00.000"
-- ? 5: "2020-01-01 00:00:00.000"
-- ? 6: "2020-03-01 00:00:00.000"
