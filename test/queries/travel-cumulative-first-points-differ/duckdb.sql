-- rows
with
  "by_period" as (
    select
      "bookings"."__period" as "__period",
      "bookings"."listing__price_band" as "listing__price_band",
      "bookings"."instant_revenue_so_far" as "instant_revenue_so_far"
    from
      (
        select
          cast("bookings"."booked_at" as date) as "__period",
          "listing"."price_band" as "listing__price_band",
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
              price_band as "price_band",
              valid_to as "listing__valid_to__of_match",
              valid_from as "listing__valid_from__of_match"
            from
              listing_versions as src
          ) as "listing" on "listing"."listing" = "bookings"."listing"
          and (
            date_trunc('hour', "bookings"."booked_at") >= date_trunc('hour', "listing"."listing__valid_from__of_match")
            and date_trunc('hour', "bookings"."booked_at") < coalesce(
              date_trunc('hour', "listing"."listing__valid_to__of_match"),
              cast(? as timestamp)
            )
          )
          left join (
            select
              listing_id as "listing",
              city as "city"
            from
              listings as src
          ) as "listing_2" on "listing_2"."listing" = "bookings"."listing"
        where
          (
            "bookings"."booked_at" < cast(? as timestamp)
            and (
              ("listing_2"."city" = 'Bonn')
              and ("bookings"."is_instant")
            )
          )
        group by
          1,
          2
      ) as "bookings"
  ),
  "by_period_2" as (
    select
      "bookings"."__period" as "__period",
      "bookings"."listing__price_band" as "listing__price_band",
      "bookings"."revenue_so_far" as "revenue_so_far"
    from
      (
        select
          cast("bookings"."booked_at" as date) as "__period",
          "listing"."price_band" as "listing__price_band",
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
              price_band as "price_band",
              valid_to as "listing__valid_to__of_match",
              valid_from as "listing__valid_from__of_match"
            from
              listing_versions as src
          ) as "listing" on "listing"."listing" = "bookings"."listing"
          and (
            date_trunc('hour', "bookings"."booked_at") >= date_trunc('hour', "listing"."listing__valid_from__of_match")
            and date_trunc('hour', "bookings"."booked_at") < coalesce(
              date_trunc('hour', "listing"."listing__valid_to__of_match"),
              cast(? as timestamp)
            )
          )
        where
          "bookings"."booked_at" < cast(? as timestamp)
        group by
          1,
          2
      ) as "bookings"
  )
select
  "combined"."metric_time__month" as "metric_time__month",
  "combined"."listing__price_band" as "listing__price_band",
  "combined"."instant_revenue_so_far" as "instant_revenue_so_far",
  "combined"."revenue_so_far" as "revenue_so_far"
from
  (
    select
      "sources"."metric_time__month" as "metric_time__month",
      "sources"."listing__price_band" as "listing__price_band",
      max("sources"."instant_revenue_so_far") as "instant_revenue_so_far",
      max("sources"."revenue_so_far") as "revenue_so_far"
    from
      (
        select
          "points"."metric_time__month" as "metric_time__month",
          "points"."listing__price_band" as "listing__price_band",
          "points"."instant_revenue_so_far" as "instant_revenue_so_far",
          null as "revenue_so_far"
        from
          (
            select
              "running"."__period" as "__period",
              "running"."listing__price_band" as "listing__price_band",
              "running"."instant_revenue_so_far" as "instant_revenue_so_far",
              cast(date_trunc('month', "running"."__period") as date) as "metric_time__month",
              "running"."__period" as "__rank",
              min("running"."__period") over (
                partition by
                  cast(date_trunc('month', "running"."__period") as date),
                  "running"."listing__price_band"
              ) as "__picked"
            from
              (
                select
                  "rows_and_points"."__period" as "__period",
                  "rows_and_points"."listing__price_band" as "listing__price_band",
                  sum("rows_and_points"."instant_revenue_so_far") over (
                    partition by
                      "rows_and_points"."listing__price_band"
                    order by
                      "rows_and_points"."__period" range between unbounded preceding
                      and current row
                  ) as "instant_revenue_so_far",
                  max("rows_and_points"."__seen") over (
                    partition by
                      "rows_and_points"."listing__price_band"
                    order by
                      "rows_and_points"."__period" range between unbounded preceding
                      and current row
                  ) as "__seen",
                  "rows_and_points"."__point" as "__point"
                from
                  (
                    select
                      "by_period"."__period" as "__period",
                      "by_period"."listing__price_band" as "listing__price_band",
                      "by_period"."instant_revenue_so_far" as "instant_revenue_so_far",
                      1 as "__seen",
                      0 as "__point"
                    from
                      "by_period"
                    union all
                    select
                      "periods"."__period" as "__period",
                      "members"."listing__price_band" as "listing__price_band",
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
                      cross join (
                        select
                          "by_period"."listing__price_band" as "listing__price_band"
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
        union all
        select
          "points"."metric_time__month" as "metric_time__month",
          "points"."listing__price_band" as "listing__price_band",
          null as "instant_revenue_so_far",
          "points"."revenue_so_far" as "revenue_so_far"
        from
          (
            select
              "running"."__period" as "__period",
              "running"."listing__price_band" as "listing__price_band",
              "running"."revenue_so_far" as "revenue_so_far",
              cast(date_trunc('month', "running"."__period") as date) as "metric_time__month",
              "running"."__period" as "__rank",
              min("running"."__period") over (
                partition by
                  cast(date_trunc('month', "running"."__period") as date),
                  "running"."listing__price_band"
              ) as "__picked"
            from
              (
                select
                  "rows_and_points"."__period" as "__period",
                  "rows_and_points"."listing__price_band" as "listing__price_band",
                  sum("rows_and_points"."revenue_so_far") over (
                    partition by
                      "rows_and_points"."listing__price_band"
                    order by
                      "rows_and_points"."__period" range between unbounded preceding
                      and current row
                  ) as "revenue_so_far",
                  max("rows_and_points"."__seen") over (
                    partition by
                      "rows_and_points"."listing__price_band"
                    order by
                      "rows_and_points"."__period" range between unbounded preceding
                      and current row
                  ) as "__seen",
                  "rows_and_points"."__point" as "__point"
                from
                  (
                    select
                      "by_period_2"."__period" as "__period",
                      "by_period_2"."listing__price_band" as "listing__price_band",
                      "by_period_2"."revenue_so_far" as "revenue_so_far",
                      1 as "__seen",
                      0 as "__point"
                    from
                      "by_period_2"
                    union all
                    select
                      "periods"."__period" as "__period",
                      "members"."listing__price_band" as "listing__price_band",
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
                      cross join (
                        select
                          "by_period_2"."listing__price_band" as "listing__price_band"
                        from
                          "by_period_2"
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
      ) as "sources"
    group by
      1,
      2
  ) as "combined"
order by
  "combined"."metric_time__month" asc nulls last,
  "combined"."listing__price_band" asc nulls last
limit
  10001;
-- ? 1: "9999-12-31 00:00:00.000"
-- ? 2: "2020-04-01 00:00:00.000"
-- ? 3: "9999-12-31 00:00:00.000"
-- ? 4: "2020-04-01 00:00:00.000"
-- ? 5: "2020-01-01 00:00:00.000"
-- ? 6: "2020-04-01 00:00:00.000"
-- ? 7: "2020-01-01 00:00:00.000"
-- ? 8: "2020-04-01 00:00:00.000"
