-- rows
select
  "orders"."user__created_at__month" as "user__created_at__month",
  "orders"."orders" as "orders",
  "orders"."buyers" as "buyers"
from
  (
    select
      cast(
        date_trunc(
          'month',
          cast(
            convert_timezone('UTC', cast("user"."created_at" as timestamp_tz)) as timestamp_ntz
          )
        ) as date
      ) as "user__created_at__month",
      sum(
        case
          when "orders"."order_count__measure" is not null then 1
          else 0
        end
      ) as "orders",
      count(distinct "orders"."buyers__measure") as "buyers"
    from
      (
        select
          created_at as "created_at",
          user_id as "user",
          order_id as "order_count__measure",
          user_id as "buyers__measure"
        from
          orders as src
      ) as "orders"
      left join (
        select
          user_id as "user",
          created_at as "created_at"
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
    group by
      1
  ) as "orders"
order by
  "orders"."user__created_at__month" asc nulls last
limit
  10001;
-- ? 1: "2021-03-01 00:00:00.000"
