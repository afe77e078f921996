-- rows
with
  "by_period" as (
    select
      "bookings"."__period" as "__period",
      "bookings"."listing__city" as "listing__city",
      "bookings"."revenue_so_far" as "revenue_so_far"
    from
      (
        select
          cast("bookings"."booked_at" as date) as "__period",
          "listing"."city" as "listing__city",
          sum("bookings"."amount__measure") as "revenue_so_far"
        from
          (
            select
              booked_at as "booked_at",
              listing_id as "listing",
              amount as "amount__measure"
            from
              bookings as src
          ) as "bookings"
          left join (
            select
              listing_id as "listing",
              city as "city"
            from
              listings as src
          ) as "listing" on "listing"."listing" = "bookings"."listing"
        where
          "bookings"."booked_at" < cast(? as timestamp_ntz)
        group by
          1,
          2
      ) as "bookings"
  )
select
  "combined"."metric_time__day" as "metric_time__day",
  "combined"."listing__city" as "listing__city",
  "combined"."revenue_7_days" as "revenue_7_days",
  "combined"."revenue_so_far" as "revenue_so_far"
from
  (
    select
      "sources"."metric_time__day" as "metric_time__day",
      "sources"."listing__city" as "listing__city",
      max("sources"."revenue_7_days") as "revenue_7_days",
      max("sources"."revenue_so_far") as "revenue_so_far"
    from
      (
        select
          cast("bookings"."__period" as date) as "metric_time__day",
          "bookings"."listing__city" as "listing__city",
          "bookings"."revenue_7_days" as "revenue_7_days",
          null as "revenue_so_far"
        from
          (
            select
              "periods"."__period" as "__period",
              "window"."listing__city" as "listing__city",
              sum("window"."revenue_7_days") as "revenue_7_days"
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
              inner join (
                select
                  "bookings"."__at" as "__at",
                  "bookings"."listing__city" as "listing__city",
                  "bookings"."revenue_7_days" as "revenue_7_days"
                from
                  (
                    select
                      cast("bookings"."booked_at" as date) as "__at",
                      "listing"."city" as "listing__city",
                      sum("bookings"."amount__measure") as "revenue_7_days"
                    from
                      (
                        select
                          booked_at as "booked_at",
                          listing_id as "listing",
                          amount as "amount__measure"
                        from
                          bookings as src
                      ) as "bookings"
                      left join (
                        select
                          listing_id as "listing",
                          city as "city"
                        from
                          listings as src
                      ) as "listing" on "listing"."listing" = "bookings"."listing"
                    where
                      (
                        "bookings"."booked_at" >= cast(? as timestamp_ntz)
                        and "bookings"."booked_at" < cast(? as timestamp_ntz)
                      )
                    group by
                      1,
                      2
                  ) as "bookings"
              ) as "window" on (
                "window"."__at" <= "periods"."__period"
                and "window"."__at" > cast(dateadd(day, -7, "periods"."__period") as date)
              )
            group by
              1,
              2
          ) as "bookings"
        union all
        select
          cast("running"."__period" as date) as "metric_time__day",
          "running"."listing__city" as "listing__city",
          null as "revenue_7_days",
          "running"."revenue_so_far" as "revenue_so_far"
        from
          (
            select
              "rows_and_points"."__period" as "__period",
              "rows_and_points"."listing__city" as "listing__city",
              sum("rows_and_points"."revenue_so_far") over (
                partition by
                  "rows_and_points"."listing__city"
                order by
                  "rows_and_points"."__period" range between unbounded preceding
                  and current row
              ) as "revenue_so_far",
              max("rows_and_points"."__seen") over (
                partition by
                  "rows_and_points"."listing__city"
                order by
                  "rows_and_points"."__period" range between unbounded preceding
                  and current row
              ) as "__seen",
              "rows_and_points"."__point" as "__point"
            from
              (
                select
                  "by_period"."__period" as "__period",
                  "by_period"."listing__city" as "listing__city",
                  "by_period"."revenue_so_far" as "revenue_so_far",
                  1 as "__seen",
                  0 as "__point"
                from
                  "by_period"
                union all
                select
                  "periods"."__period" as "__period",
                  "members"."listing__city" as "listing__city",
                  null as "revenue_so_far",
                  0 as "__seen",
                  1 as "__point"
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
                  cross join (
                    select
                      "by_period"."listing__city" as "listing__city"
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
      ) as "sources"
    group by
      1,
      2
  ) as "combined"
order by
  "combined"."metric_time__day" asc nulls last,
  "combined"."listing__city" asc nulls last
limit
  10001;
-- ? 1: "2020-03-02 00:00:00.000"
-- ? 2: "2020-02-06 00:00:00.000"
-- ? 3: "2020-03-02 00:00:00.000"
-- ? 4: "2020-01-30 00:00:00.000"
-- ? 5: "2020-03-02 00:00:00.000"
-- ? 6: "2020-02-06 00:00:00.000"
-- ? 7: "2020-03-02 00:00:00.000"
