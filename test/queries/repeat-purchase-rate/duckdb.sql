-- rows
select
  "orders"."user__state" as "user__state",
  "orders"."buyers" as "buyers",
  coalesce("orders"."repeat_buyers", 0) as "repeat_buyers",
  cast(coalesce("orders"."repeat_buyers", 0) as double) / nullif(cast("orders"."buyers" as double), 0) as "repeat_purchase_rate"
from
  (
    select
      "distinct_orders"."user__state" as "user__state",
      sum(
        case
          when "distinct_orders"."__counted" is null then ("distinct_orders"."buyers" * 0)
          else "distinct_orders"."buyers"
        end
      ) as "buyers",
      sum(
        case
          when "distinct_orders"."__counted" is null then ("distinct_orders"."repeat_buyers" * 0)
          else "distinct_orders"."repeat_buyers"
        end
      ) as "repeat_buyers"
    from
      (
        select
          "orders"."buyers__measure" as "__counted",
          "user"."state" as "user__state",
          max(1) as "buyers",
          max(
            case
              when ("orders__by_user"."orders" >= 2) then 1
            end
          ) as "repeat_buyers"
        from
          (
            select
              created_at as "created_at",
              user_id as "user",
              user_id as "buyers__measure"
            from
              orders as src
          ) as "orders"
          left join (
            select
              user_id as "user",
              state as "state"
            from
              (
                select
                  u.user_id,
                  u.first_name,
                  u.last_name,
                  u.created_at,
                  a.state,
                  a.country,
                  a.zipcode
                from
                  users as u
                  left join addresses as a on a.address_id = u.address_id
              ) as src
          ) as "user" on "user"."user" = "orders"."user"
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
                  "orders"."created_at" < cast(? as timestamp)
                group by
                  1
              ) as "orders"
          ) as "orders__by_user" on "orders__by_user"."user" is not distinct from "orders"."user"
        where
          "orders"."created_at" < cast(? as timestamp)
        group by
          1,
          2
      ) as "distinct_orders"
    group by
      1
  ) as "orders"
order by
  "orders"."user__state" asc nulls last
limit
  10001;
-- ? 1: "2021-03-01 00:00:00.000"
-- ? 2: "2021-03-01 00:00:00.000"

-- totals
select
  "orders"."buyers" as "buyers",
  coalesce("orders"."repeat_buyers", 0) as "repeat_buyers",
  cast(coalesce("orders"."repeat_buyers", 0) as double) / nullif(cast("orders"."buyers" as double), 0) as "repeat_purchase_rate"
from
  (
    select
      sum(
        case
          when "distinct_orders"."__counted" is null then ("distinct_orders"."buyers" * 0)
          else "distinct_orders"."buyers"
        end
      ) as "buyers",
      sum(
        case
          when "distinct_orders"."__counted" is null then ("distinct_orders"."repeat_buyers" * 0)
          else "distinct_orders"."repeat_buyers"
        end
      ) as "repeat_buyers"
    from
      (
        select
          "orders"."buyers__measure" as "__counted",
          max(1) as "buyers",
          max(
            case
              when ("orders__by_user"."orders" >= 2) then 1
            end
          ) as "repeat_buyers"
        from
          (
            select
              created_at as "created_at",
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
                  "orders"."created_at" < cast(? as timestamp)
                group by
                  1
              ) as "orders"
          ) as "orders__by_user" on "orders__by_user"."user" is not distinct from "orders"."user"
        where
          "orders"."created_at" < cast(? as timestamp)
        group by
          1
      ) as "distinct_orders"
  ) as "orders";
-- ? 1: "2021-03-01 00:00:00.000"
-- ? 2: "2021-03-01 00:00:00.000"
