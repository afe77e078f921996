-- rows
with
  "by_period" as (
    select
      "bookings"."__period" as "__period",
      "bookings"."instant_revenue_so_far" as "instant_revenue_so_far"
    from
      (
        select
          cast("bookings"."booked_at" as date) as "__period",
          sum("bookings"."amount__measure") as "instant_revenue_so_far"
        from
          (
            select
              booked_at as "booked_at",
              listing_id as "listing",
              is_instant as "is_instant",
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
            "bookings"."booked_at" < cast(? as timestamp)
            and (
              ("listing"."city" = 'Bonn')
              and ("bookings"."is_instant")
            )
          )
        group by
          1
      ) as "bookings"
  ),
  "by_period_2" as (
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
              amount as "amount__measure"
            from
              bookings as src
          ) as "bookings"
        where
          "bookings"."booked_at" < cast(? as timestamp)
        group by
          1
      ) as "bookings"
  )
select
  "combined"."metric_time__month" as "metric_time__month",
  "combined"."instant_revenue_so_far" as "instant_revenue_so_far",
  "combined"."revenue_so_far" as "revenue_so_far"
from
  (
    select
      "sources"."metric_time__month" as "metric_time__month",
      max("sources"."instant_revenue_so_far") as "instant_revenue_so_far",
      max("sources"."revenue_so_far") as "revenue_so_far"
    from
      (
        select
          "points"."metric_time__month" as "metric_time__month",
          "points"."instant_revenue_so_far" as "instant_revenue_so_far",
          null as "revenue_so_far"
        from
          (
            select
              "running"."__period" as "__period",
              "running"."instant_revenue_so_far" as "instant_revenue_so_far",
              cast(date_trunc('month', "running"."__period") as date) as "metric_time__month",
              "running"."__period" as "__rank",
              min("running"."__period") over (
                partition by
                  cast(date_trunc('month', "running"."__period") as date)
              ) as "__picked"
            from
              (
                select
                  "rows_and_points"."__period" as "__period",
                  sum("rows_and_points"."instant_revenue_so_far") over (
                    order by
                      "rows_and_points"."__period" range between unbounded preceding
                      and current row
                  ) as "instant_revenue_so_far",
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
                      "by_period"."instant_revenue_so_far" as "instant_revenue_so_far",
                      1 as "__seen",
                      0 as "__point"
                    from
                      "by_period"
                    union all
                    select
                      "periods"."__period" as "__period",
                      null as "instant_revenue_so_far",
                      0 as "__seen",
                      1 as "__point"
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
                  ) as "rows_and_points"
              ) as "running"
            where
              "running"."__point" = 1
              and "running"."__seen" = 1
          ) as "points"
        where
          "points"."__rank" = "points"."__picked"
        union all
        select
          "points"."metric_time__month" as "metric_time__month",
          null as "instant_revenue_so_far",
          "points"."revenue_so_far" as "revenue_so_far"
        from
          (
            select
              "running"."__period" as "__period",
              "running"."revenue_so_far" as "revenue_so_far",
              cast(date_trunc('month', "running"."__period") as date) as "metric_time__month",
              "running"."__period" as "__rank",
              min("running"."__period") over (
                partition by
                  cast(date_trunc('month', "running"."__period") as date)
              ) as "__picked"
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
                      "by_period_2"."__period" as "__period",
                      "by_period_2"."revenue_so_far" as "revenue_so_far",
                      1 as "__seen",
                      0 as "__point"
                    from
                      "by_period_2"
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
                          src.day >= cast(? as timestamp)
                          and src.day < cast(? as timestamp)
                      ) as "periods"
                  ) as "rows_and_points"
              ) as "running"
            where
              "running"."__point" = 1
              and "running"."__seen" = 1
          ) as "points"
        where
          "points"."__rank" = "points"."__picked"
      ) as "sources"
    group by
      1
  ) as "combined"
order by
  "combined"."metric_time__month" asc nulls last
limit
  10001;
-- ? 1: "2020-04-30 12:00:00.000"
-- ? 2: "2020-04-30 12:00:00.000"
-- ? 3: "2020-01-01 00:00:00.000"
-- ? 4: "2020-05-01 00:00:00.000"
-- ? 5: "2020-01-01 00:00:00.000"
-- ? 6: "2020-05-01 00:00:00.000"
