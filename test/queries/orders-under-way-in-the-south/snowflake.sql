-- rows
select
  "orders"."user__state" as "user__state",
  "orders"."orders" as "orders"
from
  (
    select
      "user"."state" as "user__state",
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
          order_id as "order_count__measure",
          delivered_at as "delivered_at",
          status as "status"
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
      "orders"."created_at" < cast(? as timestamp_ntz)
      and (
        "orders"."delivered_at" is null
        and (
          "user"."state" in (?, ?, ?)
          or startswith("user"."state", ?)
        )
        and not coalesce("orders"."status" = ?, false)
      )
    group by
      1
  ) as "orders"
order by
  "orders"."user__state" asc nulls last
limit
  10001;
-- ? 1: "2021-03-01 00:00:00.000"
-- ? 2: "Texas"
-- ? 3: "Florida"
-- ? 4: "Georgia"
-- ? 5: "Ari"
-- ? 6: "delivered"

-- totals
select
  "orders"."orders" as "orders"
from
  (
    select
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
          order_id as "order_count__measure",
          delivered_at as "delivered_at",
          user_id as "user",
          status as "status"
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
      "orders"."created_at" < cast(? as timestamp_ntz)
      and (
        "orders"."delivered_at" is null
        and (
          "user"."state" in (?, ?, ?)
          or startswith("user"."state", ?)
        )
        and not coalesce("orders"."status" = ?, false)
      )
  ) as "orders";
-- ? 1: "2021-03-01 00:00:00.000"
-- ? 2: "Texas"
-- ? 3: "Florida"
-- ? 4: "Georgia"
-- ? 5: "Ari"
-- ? 6: "delivered"
