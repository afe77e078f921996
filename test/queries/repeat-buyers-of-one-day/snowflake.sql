-- rows
select
  "orders"."orders" as "orders",
  "orders"."buyers" as "buyers",
  coalesce("orders"."repeat_buyers", 0) as "repeat_buyers",
  cast(coalesce("orders"."repeat_buyers", 0) as double) / nullif(cast("orders"."buyers" as double), 0) as "repeat_purchase_rate"
from
  (
    select
      sum(
        case
          when "orders"."order_count__measure" is not null then 1
          else 0
        end
      ) as "orders",
      case
        when count(*) > 0 then count(distinct "orders"."buyers__measure")
      end as "buyers",
      case
        when count(
          case
            when ("orders__by_user"."orders" >= 2) then 1
          end
        ) > 0 then count(
          distinct case
            when ("orders__by_user"."orders" >= 2) then "orders"."buyers__measure"
          end
        )
      end as "repeat_buyers"
    from
      (
        select
          created_at as "created_at",
          order_id as "order_count__measure",
          user_id as "buyers__measure",
          user_id as "user"
        from
          orders as src
      ) as "orders"
      left join (
        select
          "orders"."user" as "user",
          "orders"."orders" as "orders"
        from
          (
            select
              "orders"."user" as "user",
              sum(
                case
                  when "orders"."order_count__measure" is not null then 1
                  else 0
                end
              ) as "orders"
            from
              (
                select
                  created_at as "created_at",
                  user_id as "user",
                  order_id as "order_count__measure"
                from
                  orders as src
              ) as "orders"
            where
              "orders"."created_at" < cast(? as timestamp_ntz)
            group by
              1
          ) as "orders"
      ) as "orders__by_user" on "orders__by_user"."user" is not distinct
    from
      "orders"."user"
    where
      (
        "orders"."created_at" >= cast(? as timestamp_ntz)
        and "orders"."created_at" < cast(? as timestamp_ntz)
      )
  ) as "orders"
limit
  10001;
-- ? 1: "2021-03-01 00:00:00.000"
-- ? 2: "2021-02-10 00:00:00.000"
-- ? 3: "2021-02-11 00:00:00.000"
