-- rows
with
  "known" as (
    select
      "combined"."metric_time__week" as "metric_time__week",
      "combined"."customer__is_member" as "customer__is_member",
      "combined"."sales" as "sales",
      "combined"."coupon_x_amount_filled" as "coupon_x_amount_filled",
      "combined"."amount" as "amount",
      "combined"."items" as "items",
      "combined"."visits" as "visits"
    from
      (
        select
          "sources"."metric_time__week" as "metric_time__week",
          "sources"."customer__is_member" as "customer__is_member",
          max("sources"."sales") as "sales",
          max("sources"."coupon_x_amount_filled") as "coupon_x_amount_filled",
          max("sources"."amount") as "amount",
          max("sources"."items") as "items",
          max("sources"."visits") as "visits"
        from
          (
            select
              "sales"."metric_time__week" as "metric_time__week",
              "sales"."customer__is_member" as "customer__is_member",
              "sales"."sales" as "sales",
              "sales"."coupon_x_amount_filled" as "coupon_x_amount_filled",
              "sales"."amount" as "amount",
              "sales"."items" as "items",
              null as "visits"
            from
              (
                select
                  cast(date_trunc('week', "sales"."sold_at") as date) as "metric_time__week",
                  "customer"."is_member" as "customer__is_member",
                  sum(
                    case
                      when "sales"."sale_count__measure" is not null then 1
                      else 0
                    end
                  ) as "sales",
                  sum(
                    case
                      when ("sales"."coupon" = 'X') then "sales"."amount_sum__measure"
                    end
                  ) as "coupon_x_amount_filled",
                  sum("sales"."amount_sum__measure") as "amount",
                  sum("sales"."item_sum__measure") as "items"
                from
                  (
                    select
                      sold_at as "sold_at",
                      customer_id as "customer",
                      sale_id as "sale_count__measure",
                      coupon as "coupon",
                      amount as "amount_sum__measure",
                      items as "item_sum__measure"
                    from
                      sales as src
                  ) as "sales"
                  left join (
                    select
                      customer_id as "customer",
                      is_member as "is_member"
                    from
                      customers as src
                  ) as "customer" on "customer"."customer" = "sales"."customer"
                where
                  "sales"."sold_at" < cast(? as timestamp_ntz)
                  and "customer"."is_member" is not null
                group by
                  1,
                  2
              ) as "sales"
            union all
            select
              "visits"."metric_time__week" as "metric_time__week",
              "visits"."customer__is_member" as "customer__is_member",
              null as "sales",
              null as "coupon_x_amount_filled",
              null as "amount",
              null as "items",
              "visits"."visits" as "visits"
            from
              (
                select
                  cast(date_trunc('week', "visits"."visited_at") as date) as "metric_time__week",
                  "customer"."is_member" as "customer__is_member",
                  sum(
                    case
                      when "visits"."visit_count__measure" is not null then 1
                      else 0
                    end
                  ) as "visits"
                from
                  (
                    select
                      visited_at as "visited_at",
                      customer_id as "customer",
                      visit_id as "visit_count__measure"
                    from
                      visits as src
                  ) as "visits"
                  left join (
                    select
                      customer_id as "customer",
                      is_member as "is_member"
                    from
                      customers as src
                  ) as "customer" on "customer"."customer" = "visits"."customer"
                where
                  "visits"."visited_at" < cast(? as timestamp_ntz)
                  and "customer"."is_member" is not null
                group by
                  1,
                  2
              ) as "visits"
          ) as "sources"
        group by
          1,
          2
      ) as "combined"
  )
select
  "filled"."metric_time__week" as "metric_time__week",
  "filled"."customer__is_member" as "customer__is_member",
  "filled"."sales" as "sales",
  coalesce("filled"."coupon_x_amount_filled", 0) as "coupon_x_amount_filled",
  cast("filled"."amount" as double) / nullif(cast("filled"."items" as double), 0) as "amount_per_item",
  "filled"."visits" as "visits"
from
  (
    select
      "rows_and_gaps"."metric_time__week" as "metric_time__week",
      "rows_and_gaps"."customer__is_member" as "customer__is_member",
      max("rows_and_gaps"."sales") as "sales",
      max("rows_and_gaps"."coupon_x_amount_filled") as "coupon_x_amount_filled",
      max("rows_and_gaps"."amount") as "amount",
      max("rows_and_gaps"."items") as "items",
      max("rows_and_gaps"."visits") as "visits",
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
          "known"."metric_time__week" as "metric_time__week",
          "known"."customer__is_member" as "customer__is_member",
          "known"."sales" as "sales",
          "known"."coupon_x_amount_filled" as "coupon_x_amount_filled",
          "known"."amount" as "amount",
          "known"."items" as "items",
          "known"."visits" as "visits",
          1 as "__real",
          null as "__period"
        from
          "known"
        union all
        select
          cast(date_trunc('week', "periods"."__period") as date) as "metric_time__week",
          "members"."customer__is_member" as "customer__is_member",
          null as "sales",
          null as "coupon_x_amount_filled",
          null as "amount",
          null as "items",
          null as "visits",
          0 as "__real",
          "periods"."__period" as "__period"
        from
          (
            select
              cast(
                dateadd(
                  week,
                  cast(steps.value as integer),
                  bounds.first_period
                ) as date
              ) as "__period"
            from
              (
                select
                  cast(
                    cast(
                      date_trunc(
                        'week',
                        (
                          select
                            min("known"."metric_time__week")
                          from
                            "known"
                        )
                      ) as date
                    ) as timestamp_ntz
                  ) as first_period,
                  cast(? as timestamp_ntz) as end_period
              ) as bounds,
              table (
                flatten(
                  array_generate_range (
                    0,
                    datediff(week, bounds.first_period, bounds.end_period) + 1
                  )
                )
              ) as steps
            where
              dateadd(
                week,
                cast(steps.value as integer),
                bounds.first_period
              ) < bounds.end_period
          ) as "periods"
          cross join (
            select
              "known"."customer__is_member" as "customer__is_member"
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
  "filled"."metric_time__week" asc nulls last,
  "filled"."customer__is_member" asc nulls last
limit
  10001;
-- ? 1: "2021-07-01 00:00:00.000"
-- ? 2: "2021-07-01 00:00:00.000"
-- ? 3: "2021-07-05 00:00:00.000"
