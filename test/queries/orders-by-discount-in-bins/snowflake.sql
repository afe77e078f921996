-- rows
select
  "orders"."promo__discount" as "promo__discount",
  "orders"."orders" as "orders",
  cast("orders"."orders" as double) / nullif(cast("whole"."orders__total" as double), 0) as "orders__share_of_total"
from
  (
    select
      case
        when "promo"."discount" is null then null
        when "promo"."discount" < ? then ?
        when "promo"."discount" < ? then ?
        else ?
      end as "promo__discount",
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
          promo_id as "promo",
          order_id as "order_count__measure"
        from
          orders as src
      ) as "orders"
      left join (
        select
          promo_id as "promo",
          discount as "discount"
        from
          promos as src
      ) as "promo" on "promo"."promo" = "orders"."promo"
    where
      "orders"."created_at" < cast(? as timestamp_ntz)
    group by
      1
  ) as "orders"
  left join (
    select
      "orders"."orders__total" as "orders__total"
    from
      (
        select
          sum(
            case
              when "orders"."order_count__measure" is not null then 1
              else 0
            end
          ) as "orders__total"
        from
          (
            select
              created_at as "created_at",
              order_id as "order_count__measure"
            from
              orders as src
          ) as "orders"
        where
          "orders"."created_at" < cast(? as timestamp_ntz)
      ) as "orders"
  ) as "whole" on 1 = 1
order by
  case
    when "orders"."promo__discount" = ? then 0
    when "orders"."promo__discount" = ? then 1
    when "orders"."promo__discount" = ? then 2
  end asc nulls last
limit
  10001;
-- ? 1: 10
-- ? 2: "< 10"
-- ? 3: 20
-- ? 4: "10–20"
-- ? 5: "≥ 20"
-- ? 6: "2021-03-01 00:00:00.000"
-- ? 7: "2021-03-01 00:00:00.000"
-- ? 8: "< 10"
-- ? 9: "10–20"
-- ? 10: "≥ 20"
