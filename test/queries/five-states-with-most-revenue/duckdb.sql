-- rows
select
  "orders"."user__state" as "user__state",
  "orders"."revenue" as "revenue",
  "orders"."orders" as "orders"
from
  (
    select
      "user"."state" as "user__state",
      sum("orders"."order_total__measure") as "revenue",
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
          order_total as "order_total__measure",
          order_id as "order_count__measure"
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
    where
      "orders"."created_at" < cast(? as timestamp)
    group by
      1
  ) as "orders"
order by
  "orders"."revenue" desc nulls last,
  "orders"."user__state" asc nulls last
limit
  6;
-- ? 1: "2021-03-01 00:00:00.000"

-- totals
select
  "orders"."revenue" as "revenue",
  "orders"."orders" as "orders"
from
  (
    select
      sum("orders"."order_total__measure") as "revenue",
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
          order_total as "order_total__measure",
          order_id as "order_count__measure"
        from
          orders as src
      ) as "orders"
    where
      "orders"."created_at" < cast(? as timestamp)
  ) as "orders";
-- ? 1: "2021-03-01 00:00:00.000"
