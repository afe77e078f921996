-- rows
select
  "combined"."metric_time__day" as "metric_time__day",
  cast(
    "combined"."cart_to_order_rate__conversions" as double
  ) / nullif(
    cast("combined"."cart_to_order_rate" as double),
    0
  ) as "cart_to_order_rate",
  cast(
    "before"."cart_to_order_rate__conversions__before" as double
  ) / nullif(
    cast("before_2"."cart_to_order_rate__before" as double),
    0
  ) as "cart_to_order_rate__before",
  (
    cast(
      "combined"."cart_to_order_rate__conversions" as double
    ) / nullif(
      cast("combined"."cart_to_order_rate" as double),
      0
    ) - cast(
      "before"."cart_to_order_rate__conversions__before" as double
    ) / nullif(
      cast("before_2"."cart_to_order_rate__before" as double),
      0
    )
  ) as "cart_to_order_rate__change_before",
  "before"."cart_to_order_rate__conversions__before" as "carts_ordered_within_a_day__before"
from
  (
    select
      "sources"."metric_time__day" as "metric_time__day",
      max("sources"."cart_to_order_rate__conversions") as "cart_to_order_rate__conversions",
      max("sources"."cart_to_order_rate") as "cart_to_order_rate"
    from
      (
        select
          "events"."metric_time__day" as "metric_time__day",
          "events"."cart_to_order_rate__conversions" as "cart_to_order_rate__conversions",
          null as "cart_to_order_rate"
        from
          (
            select
              cast("base"."created_at" as date) as "metric_time__day",
              sum(
                case
                  when "conversion"."__conversion_value" is not null then 1
                  else 0
                end
              ) as "cart_to_order_rate__conversions"
            from
              (
                select
                  "events"."created_at" as "created_at",
                  "events"."event_type" as "event_type",
                  "events"."user" as "user",
                  "events"."user" as "__base_0",
                  date_trunc('hour', "events"."created_at") as "__base_time",
                  lead (date_trunc('hour', "events"."created_at")) over (
                    partition by
                      "events"."user"
                    order by
                      date_trunc('hour', "events"."created_at")
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
                    "events"."created_at" < cast(? as timestamp)
                    and ("events"."event_type" = 'add_to_cart')
                  )
              ) as "base"
              inner join (
                select
                  "orders"."user" as "user",
                  "orders"."created_at" as "created_at",
                  "orders"."order_count__measure" as "order_count__measure",
                  "orders"."user" as "__conversion_0",
                  date_trunc('hour', "orders"."created_at") as "__conversion_time",
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
                  "orders"."created_at" < cast(? as timestamp)
              ) as "conversion" on "conversion"."__conversion_0" = "base"."__base_0"
              and "base"."__base_time" <= "conversion"."__conversion_time"
              and (
                "base"."__next" is null
                or "conversion"."__conversion_time" < "base"."__next"
              )
              and "base"."__base_time" > (
                "conversion"."__conversion_time" + interval '-1 day'
              )
            group by
              1
          ) as "events"
        union all
        select
          "events"."metric_time__day" as "metric_time__day",
          null as "cart_to_order_rate__conversions",
          "events"."cart_to_order_rate" as "cart_to_order_rate"
        from
          (
            select
              cast("events"."created_at" as date) as "metric_time__day",
              sum(
                case
                  when "events"."event_count__measure" is not null then 1
                  else 0
                end
              ) as "cart_to_order_rate"
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
              "events"."created_at" < cast(? as timestamp)
              and ("events"."event_type" = 'add_to_cart')
            group by
              1
          ) as "events"
      ) as "sources"
    group by
      1
  ) as "combined"
  left join (
    select
      cast(
        ("events"."metric_time__day" + interval '1 day') as date
      ) as "metric_time__day",
      "events"."cart_to_order_rate__conversions__before" as "cart_to_order_rate__conversions__before"
    from
      (
        select
          cast("base"."created_at" as date) as "metric_time__day",
          sum(
            case
              when "conversion"."__conversion_value" is not null then 1
              else 0
            end
          ) as "cart_to_order_rate__conversions__before"
        from
          (
            select
              "events"."created_at" as "created_at",
              "events"."event_type" as "event_type",
              "events"."user" as "user",
              "events"."user" as "__base_0",
              date_trunc('hour', "events"."created_at") as "__base_time",
              lead (date_trunc('hour', "events"."created_at")) over (
                partition by
                  "events"."user"
                order by
                  date_trunc('hour', "events"."created_at")
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
                "events"."created_at" < cast(? as timestamp)
                and ("events"."event_type" = 'add_to_cart')
              )
          ) as "base"
          inner join (
            select
              "orders"."user" as "user",
              "orders"."created_at" as "created_at",
              "orders"."order_count__measure" as "order_count__measure",
              "orders"."user" as "__conversion_0",
              date_trunc('hour', "orders"."created_at") as "__conversion_time",
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
              "orders"."created_at" < cast(? as timestamp)
          ) as "conversion" on "conversion"."__conversion_0" = "base"."__base_0"
          and "base"."__base_time" <= "conversion"."__conversion_time"
          and (
            "base"."__next" is null
            or "conversion"."__conversion_time" < "base"."__next"
          )
          and "base"."__base_time" > (
            "conversion"."__conversion_time" + interval '-1 day'
          )
        group by
          1
      ) as "events"
  ) as "before" on "before"."metric_time__day" is not distinct from "combined"."metric_time__day"
  left join (
    select
      cast(
        ("events"."metric_time__day" + interval '1 day') as date
      ) as "metric_time__day",
      "events"."cart_to_order_rate__before" as "cart_to_order_rate__before"
    from
      (
        select
          cast("events"."created_at" as date) as "metric_time__day",
          sum(
            case
              when "events"."event_count__measure" is not null then 1
              else 0
            end
          ) as "cart_to_order_rate__before"
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
          "events"."created_at" < cast(? as timestamp)
          and ("events"."event_type" = 'add_to_cart')
        group by
          1
      ) as "events"
  ) as "before_2" on "before_2"."metric_time__day" is not distinct from "combined"."metric_time__day"
order by
  "combined"."metric_time__day" asc nulls last
limit
  10001;
-- ? 1: "2021-03-01 00:00:00.000"
-- ? 2: "2021-03-01 00:00:00.000"
-- ? 3: "2021-03-01 00:00:00.000"
-- ? 4: "2021-03-01 00:00:00.000"
-- ? 5: "2021-03-01 00:00:00.000"
-- ? 6: "2021-03-01 00:00:00.000"
