-- rows
select
  "orders"."metric_time__day" as "metric_time__day",
  "orders"."orders" as "orders",
  "orders"."orders__2" as "orders__where_qdVNszRlYVx50djWKVtFUq",
  "orders"."orders__3" as "orders__where_ykPP6NhWNz1pVNtDfOxI-K",
  "orders"."orders__4" as "orders__where_ftfAdTLWeAhapHvLxV5H74"
from
  (
    select
      cast(
        cast(
          convert_timezone(
            'UTC',
            cast("orders"."created_at" as timestamp_tz)
          ) as timestamp_ntz
        ) as date
      ) as "metric_time__day",
      sum(
        case
          when "orders"."order_count__measure" is not null then 1
          else 0
        end
      ) as "orders",
      sum(
        case
          when "orders"."status" = ? then case
            when "orders"."order_count__measure" is not null then 1
            else 0
          end
        end
      ) as "orders__2",
      sum(
        case
          when "orders"."status" = ? then case
            when "orders"."order_count__measure" is not null then 1
            else 0
          end
        end
      ) as "orders__3",
      sum(
        case
          when "orders"."status" = ? then case
            when "orders"."order_count__measure" is not null then 1
            else 0
          end
        end
      ) as "orders__4"
    from
      (
        select
          created_at as "created_at",
          order_id as "order_count__measure",
          status as "status"
        from
          orders as src
      ) as "orders"
    where
      "orders"."created_at" < cast(? as timestamp_ntz)
    group by
      1
  ) as "orders"
order by
  "orders"."metric_time__day" asc nulls last
limit
  10001;
-- ? 1: "delivered"
-- ? 2: "shipped"
-- ? 3: "lost"
-- ? 4: "2021-03-01 00:00:00.000"
