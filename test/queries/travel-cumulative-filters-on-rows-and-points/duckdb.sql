-- rows
with
  "by_period" as (
    select
      "bookings"."__period" as "__period",
      "bookings"."revenue_so_far" as "revenue_so_far"
    from
      (
        select
          cast("bookings"."booked_at" as date) as "__period",
          sum("bookings"."amount__measure") as "revenue_so_far"
        from
          (
            select
              booked_at as "booked_at",
              amount as "amount__measure",
              listing_id as "listing"
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
            "bookings"."booked_at" < cast(? as timestamp)
            and "listing"."city" = ?
          )
        group by
          1
      ) as "bookings"
  )
select
  "combined"."metric_time__day" as "metric_time__day",
  "combined"."revenue_7_days" as "revenue_7_days",
  "combined"."revenue_so_far" as "revenue_so_far"
from
  (
    select
      "sources"."metric_time__day" as "metric_time__day",
      max("sources"."revenue_7_days") as "revenue_7_days",
      max("sources"."revenue_so_far") as "revenue_so_far"
    from
      (
        select
          cast("bookings"."__period" as date) as "metric_time__day",
          "bookings"."revenue_7_days" as "revenue_7_days",
          null as "revenue_so_far"
        from
          (
            select
              "periods"."__period" as "__period",
              sum("window"."revenue_7_days") as "revenue_7_days"
            from
              (
                select
                  cast(src.day as date) as "__period"
                from
                  days as src
                where
                  src.day >= cast(
                    (
                      select
                        min("bookings"."booked_at__of_row")
                      from
                        (
                          select
                            booked_at as "booked_at__of_row"
                          from
                            bookings as src
                        ) as "bookings"
                    ) as date
                  )
                  and src.day < cast(? as timestamp)
              ) as "periods"
              inner join (
                select
                  "bookings"."__at" as "__at",
                  "bookings"."revenue_7_days" as "revenue_7_days"
                from
                  (
                    select
                      cast("bookings"."booked_at" as date) as "__at",
                      sum("bookings"."amount__measure") as "revenue_7_days"
                    from
                      (
                        select
                          booked_at as "booked_at",
                          amount as "amount__measure",
                          listing_id as "listing"
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
                        "bookings"."booked_at" < cast(? as timestamp)
                        and "listing"."city" = ?
                      )
                    group by
                      1
                  ) as "bookings"
              ) as "window" on (
                "window"."__at" <= "periods"."__period"
                and "window"."__at" > cast(
                  ("periods"."__period" + interval '-7 day') as date
                )
              )
            group by
              1
          ) as "bookings"
        where
          cast("bookings"."__period" as date) between cast(? as date) and cast(? as date)
        union all
        select
          cast("running"."__period" as date) as "metric_time__day",
          null as "revenue_7_days",
          "running"."revenue_so_far" as "revenue_so_far"
        from
          (
            select
              "rows_and_points"."__period" as "__period",
              sum("rows_and_points"."revenue_so_far") over (
                order by
                  "rows_and_points"."__period" range between unbounded preceding
                  and current row
              ) as "revenue_so_far",
              max("rows_and_points"."__seen") over (
                order by
                  "rows_and_points"."__period" range between unbounded preceding
                  and current row
              ) as "__seen",
              "rows_and_points"."__point" as "__point"
            from
              (
                select
                  "by_period"."__period" as "__period",
                  "by_period"."revenue_so_far" as "revenue_so_far",
                  1 as "__seen",
                  0 as "__point"
                from
                  "by_period"
                union all
                select
                  "periods"."__period" as "__period",
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
                      src.day >= cast(
                        (
                          select
                            min("bookings"."booked_at__of_row")
                          from
                            (
                              select
                                booked_at as "booked_at__of_row"
                              from
                                bookings as src
                            ) as "bookings"
                        ) as date
                      )
                      and src.day < cast(? as timestamp)
                  ) as "periods"
              ) as "rows_and_points"
          ) as "running"
        where
          "running"."__point" = 1
          and "running"."__seen" = 1
          and cast("running"."__period" as date) between cast(? as date) and cast(? as date)
      ) as "sources"
    group by
      1
  ) as "combined"
order by
  "combined"."metric_time__day" asc nulls last
limit
  10001;
-- ? 1: "2020-04-30 12:00:00.000"
-- ? 2: "Bonn"
-- ? 3: "2020-05-01 00:00:00.000"
-- ? 4: "2020-04-30 12:00:00.000"
-- ? 5: "Bonn"
-- ? 6: "2020-02-29"
-- ? 7: "2020-03-03"
-- ? 8: "2020-05-01 00:00:00.000"
-- ? 9: "2020-02-29"
-- ? 10: "2020-03-03"
