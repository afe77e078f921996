-- rows
select
  "periods"."metric_time__retail_week" as "metric_time__retail_week",
  coalesce("known"."revenue_every_period", 0) as "revenue_every_period"
from
  (
    select
      "retail_week_of_metric_time__retail_week"."metric_time__retail_week__value" as "metric_time__retail_week",
      min("periods"."__period") as "__period"
    from
      (
        select
          cast(src.day as date) as "__period"
        from
          days as src
        where
          src.day >= cast(? as timestamp)
          and src.day < cast(? as timestamp)
      ) as "periods"
      left join (
        select
          "days"."__spine" as "__spine",
          "days"."metric_time__retail_week__value" as "metric_time__retail_week__value",
          cast("days"."__spine" as date) as "__period"
        from
          (
            select
              day as "__spine",
              retail_week as "metric_time__retail_week__value"
            from
              days as src
          ) as "days"
      ) as "retail_week_of_metric_time__retail_week" on "retail_week_of_metric_time__retail_week"."__period" = cast("periods"."__period" as date)
    group by
      1
  ) as "periods"
  left join (
    select
      "bookings"."metric_time__retail_week" as "metric_time__retail_week",
      "bookings"."revenue_every_period" as "revenue_every_period"
    from
      (
        select
          "retail_week_of_metric_time__retail_week"."metric_time__retail_week__value" as "metric_time__retail_week",
          sum("bookings"."amount__measure") as "revenue_every_period"
        from
          (
            select
              booked_at as "booked_at",
              amount as "amount__measure"
            from
              bookings as src
          ) as "bookings"
          left join (
            select
              "days"."__spine" as "__spine",
              "days"."metric_time__retail_week__value" as "metric_time__retail_week__value",
              cast("days"."__spine" as date) as "__period"
            from
              (
                select
                  day as "__spine",
                  retail_week as "metric_time__retail_week__value"
                from
                  days as src
              ) as "days"
          ) as "retail_week_of_metric_time__retail_week" on "retail_week_of_metric_time__retail_week"."__period" = cast("bookings"."booked_at" as date)
        where
          (
            "bookings"."booked_at" >= cast(? as timestamp)
            and "bookings"."booked_at" < cast(? as timestamp)
          )
        group by
          1
      ) as "bookings"
  ) as "known" on "known"."metric_time__retail_week" = "periods"."metric_time__retail_week"
order by
  "periods"."metric_time__retail_week" asc nulls last
limit
  10001;
-- ? 1: "2020-02-02 00:00:00.000"
-- ? 2: "2020-03-15 00:00:00.000"
-- ? 3: "2020-02-02 00:00:00.000"
-- ? 4: "2020-03-15 00:00:00.000"
