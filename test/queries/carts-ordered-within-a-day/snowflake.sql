-- rows
select
  "combined"."metric_time__day" as "metric_time__day",
  "combined"."add_to_carts" as "add_to_carts",
  "combined"."carts_ordered_within_a_day__conversions" as "carts_ordered_within_a_day",
  cast(
    "combined"."carts_ordered_within_a_day__conversions" as double
  ) / nullif(cast("combined"."add_to_carts" as double), 0) as "cart_to_order_rate"
from
  (
    select
      "sources"."metric_time__day" as "metric_time__day",
      max("sources"."add_to_carts") as "add_to_carts",
      max(
        "sources"."carts_ordered_within_a_day__conversions"
      ) as "carts_ordered_within_a_day__conversions"
    from
      (
        select
          "events"."metric_time__day" as "metric_time__day",
          "events"."add_to_carts" as "add_to_carts",
          null as "carts_ordered_within_a_day__conversions"
        from
          (
            select
              cast(
                cast(
                  convert_timezone(
                    'UTC',
                    cast("events"."created_at" as timestamp_tz)
                  ) as timestamp_ntz
                ) as date
              ) as "metric_time__day",
              sum(
                case
                  when "events"."event_count__measure" is not null then 1
                  else 0
                end
              ) as "add_to_carts"
            from
              (
                select
                  created_at as "created_at",
                  event_type as "event_type",
                  event_id as "event_count__measure"
                from
                  events as src
              ) as "events"
            where
              "events"."created_at" < cast(? as timestamp_ntz)
              and ("events"."event_type" = 'add_to_cart')
            group by
              1
          ) as "events"
        union all
        select
          "events"."metric_time__day" as "metric_time__day",
          null as "add_to_carts",
          "events"."carts_ordered_within_a_day__conversions" as "carts_ordered_within_a_day__conversions"
        from
          (
            select
              cast(
                cast(
                  convert_timezone('UTC', cast("base"."created_at" as timestamp_tz)) as timestamp_ntz
                ) as date
              ) as "metric_time__day",
              sum(
                case
                  when "conversion"."__conversion_value" is not null then 1
                  else 0
                end
              ) as "carts_ordered_within_a_day__conversions"
            from
              (
                select
                  "events"."created_at" as "created_at",
                  "events"."event_type" as "event_type",
                  "events"."user" as "user",
                  "events"."user" as "__base_0",
                  date_trunc(
                    'hour',
                    cast(
                      convert_timezone(
                        'UTC',
                        cast("events"."created_at" as timestamp_tz)
                      ) as timestamp_ntz
                    )
                  ) as "__base_time",
                  lead(
                    date_trunc(
                      'hour',
                      cast(
                        convert_timezone(
                          'UTC',
                          cast("events"."created_at" as timestamp_tz)
                        ) as timestamp_ntz
                      )
                    )
                  ) over (
                    partition by
                      "events"."user"
                    order by
                      date_trunc(
                        'hour',
                        cast(
                          convert_timezone(
                            'UTC',
                            cast("events"."created_at" as timestamp_tz)
                          ) as timestamp_ntz
                        )
                      )
                  ) as "__next"
                from
                  (
                    select
                      created_at as "created_at",
                      event_type as "event_type",
                      user_id as "user"
                    from
                      events as src
                  ) as "events"
                where
                  (
                    "events"."created_at" < cast(? as timestamp_ntz)
                    and ("events"."event_type" = 'add_to_cart')
                  )
              ) as "base"
              inner join (
                select
                  "orders"."user" as "user",
                  "orders"."created_at" as "created_at",
                  "orders"."order_count__measure" as "order_count__measure",
                  "orders"."user" as "__conversion_0",
                  date_trunc(
                    'hour',
                    cast(
                      convert_timezone(
                        'UTC',
                        cast("orders"."created_at" as timestamp_tz)
                      ) as timestamp_ntz
                    )
                  ) as "__conversion_time",
                  "orders"."order_count__measure" as "__conversion_value"
                from
                  (
                    select
                      user_id as "user",
                      created_at as "created_at",
                      order_id as "order_count__measure"
                    from
                      orders as src
                  ) as "orders"
                where
                  "orders"."created_at" < cast(? as timestamp_ntz)
              ) as "conversion" on "conversion"."__conversion_0" = "base"."__base_0"
              and "base"."__base_time" <= "conversion"."__conversion_time"
              and (
                "base"."__next" is null
                or "conversion"."__conversion_time" < "base"."__next"
              )
              and "base"."__base_time" > dateadd(
                day,
                -1,
                cast("conversion"."__conversion_time" as timestamp_ntz)
              )
            group by
              1
          ) as "events"
      ) as "sources"
    group by
      1
  ) as "combined"
order by
  "combined"."metric_time__day" asc nulls last
limit
  10001;
-- ? 1: "2021-03-01 00:00:00.000"
-- ? 2: "2021-03-01 00:00:00.000"
-- ? 3: "2021-03-01 00:00:00.000"

-- totals
select
  "combined"."add_to_carts" as "add_to_carts",
  "combined"."carts_ordered_within_a_day__conversions" as "carts_ordered_within_a_day",
  cast(
    "combined"."carts_ordered_within_a_day__conversions" as double
  ) / nullif(cast("combined"."add_to_carts" as double), 0) as "cart_to_order_rate"
from
  (
    select
      max("sources"."add_to_carts") as "add_to_carts",
      max(
        "sources"."carts_ordered_within_a_day__conversions"
      ) as "carts_ordered_within_a_day__conversions"
    from
      (
        select
          "events"."add_to_carts" as "add_to_carts",
          null as "carts_ordered_within_a_day__conversions"
        from
          (
            select
              sum(
                case
                  when "events"."event_count__measure" is not null then 1
                  else 0
                end
              ) as "add_to_carts"
            from
              (
                select
                  created_at as "created_at",
                  event_type as "event_type",
                  event_id as "event_count__measure"
                from
                  events as src
              ) as "events"
            where
              "events"."created_at" < cast(? as timestamp_ntz)
              and ("events"."event_type" = 'add_to_cart')
          ) as "events"
        union all
        select
          null as "add_to_carts",
          "events"."carts_ordered_within_a_day__conversions" as "carts_ordered_within_a_day__conversions"
        from
          (
            select
              sum(
                case
                  when "conversion"."__conversion_value" is not null then 1
                  else 0
                end
              ) as "carts_ordered_within_a_day__conversions"
            from
              (
                select
                  "events"."created_at" as "created_at",
                  "events"."event_type" as "event_type",
                  "events"."user" as "user",
                  "events"."user" as "__base_0",
                  date_trunc(
                    'hour',
                    cast(
                      convert_timezone(
                        'UTC',
                        cast("events"."created_at" as timestamp_tz)
                      ) as timestamp_ntz
                    )
                  ) as "__base_time",
                  lead(
                    date_trunc(
                      'hour',
                      cast(
                        convert_timezone(
                          'UTC',
                          cast("events"."created_at" as timestamp_tz)
                        ) as timestamp_ntz
                      )
                    )
                  ) over (
                    partition by
                      "events"."user"
                    order by
                      date_trunc(
                        'hour',
                        cast(
                          convert_timezone(
                            'UTC',
                            cast("events"."created_at" as timestamp_tz)
                          ) as timestamp_ntz
                        )
                      )
                  ) as "__next"
                from
                  (
                    select
                      created_at as "created_at",
                      event_type as "event_type",
                      user_id as "user"
                    from
                      events as src
                  ) as "events"
                where
                  (
                    "events"."created_at" < cast(? as timestamp_ntz)
                    and ("events"."event_type" = 'add_to_cart')
                  )
              ) as "base"
              inner join (
                select
                  "orders"."user" as "user",
                  "orders"."created_at" as "created_at",
                  "orders"."order_count__measure" as "order_count__measure",
                  "orders"."user" as "__conversion_0",
                  date_trunc(
                    'hour',
                    cast(
                      convert_timezone(
                        'UTC',
                        cast("orders"."created_at" as timestamp_tz)
                      ) as timestamp_ntz
                    )
                  ) as "__conversion_time",
                  "orders"."order_count__measure" as "__conversion_value"
                from
                  (
                    select
                      user_id as "user",
                      created_at as "created_at",
                      order_id as "order_count__measure"
                    from
                      orders as src
                  ) as "orders"
                where
                  "orders"."created_at" < cast(? as timestamp_ntz)
              ) as "conversion" on "conversion"."__conversion_0" = "base"."__base_0"
              and "base"."__base_time" <= "conversion"."__conversion_time"
              and (
                "base"."__next" is null
                or "conversion"."__conversion_time" < "base"."__next"
              )
              and "base"."__base_time" > dateadd(
                day,
                -1,
                cast("conversion"."__conversion_time" as timestamp_ntz)
              )
          ) as "events"
      ) as "sources"
  ) as "combined";
-- ? 1: "2021-03-01 00:00:00.000"
-- ? 2: "2021-03-01 00:00:00.000"
-- ? 3: "2021-03-01 00:00:00.000"
