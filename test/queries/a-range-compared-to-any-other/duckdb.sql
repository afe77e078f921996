-- rows
select
  "sales"."customer__is_member" as "customer__is_member",
  "sales"."amount" as "amount",
  "before"."amount__before" as "amount__in_oNN0_iceY6E0wnqZAzlsXQ",
  "before"."amount__before__2" as "amount__in_oNN0_iceY6E0wnqZAzlsXQ__where_2g0APhiBoU9328YTanIv36",
  "sales"."amount__2" as "amount__where_2g0APhiBoU9328YTanIv36"
from
  (
    select
      "customer"."is_member" as "customer__is_member",
      sum("sales"."amount_sum__measure") as "amount",
      sum(
        case
          when "sales"."coupon" is null then "sales"."amount_sum__measure"
        end
      ) as "amount__2"
    from
      (
        select
          sold_at as "sold_at",
          customer_id as "customer",
          amount as "amount_sum__measure",
          coupon as "coupon",
          items as "item_count"
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
      (
        "sales"."sold_at" >= cast(? as timestamp)
        and "sales"."sold_at" < cast(? as timestamp)
      )
      and "sales"."item_count" < ?
    group by
      1
  ) as "sales"
  left join (
    select
      "sales"."customer__is_member" as "customer__is_member",
      "sales"."amount__before" as "amount__before",
      "sales"."amount__before__2" as "amount__before__2"
    from
      (
        select
          "customer"."is_member" as "customer__is_member",
          sum("sales"."amount_sum__measure") as "amount__before",
          sum(
            case
              when "sales"."coupon" is null then "sales"."amount_sum__measure"
            end
          ) as "amount__before__2"
        from
          (
            select
              sold_at as "sold_at",
              customer_id as "customer",
              amount as "amount_sum__measure",
              coupon as "coupon",
              items as "item_count"
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
          (
            "sales"."sold_at" >= cast(? as timestamp)
            and "sales"."sold_at" < cast(? as timestamp)
          )
          and "sales"."item_count" < ?
        group by
          1
      ) as "sales"
  ) as "before" on "before"."customer__is_member" is not distinct from "sales"."customer__is_member"
order by
  "sales"."customer__is_member" asc nulls last
limit
  10001;
-- ? 1: "2021-06-01 00:00:00.000"
-- ? 2: "2021-06-10 00:00:00.000"
-- ? 3: 10
-- ? 4: "2021-06-15 00:00:00.000"
-- ? 5: "2021-06-21 00:00:00.000"
-- ? 6: 10

-- totals
select
  "before"."amount__before" as "amount__in_oNN0_iceY6E0wnqZAzlsXQ",
  ("sales"."amount" - "before"."amount__before") as "amount__change_in_oNN0_iceY6E0wnqZAzlsXQ"
from
  (
    select
      sum("sales"."amount_sum__measure") as "amount"
    from
      (
        select
          sold_at as "sold_at",
          amount as "amount_sum__measure",
          items as "item_count"
        from
          sales as src
      ) as "sales"
    where
      (
        "sales"."sold_at" >= cast(? as timestamp)
        and "sales"."sold_at" < cast(? as timestamp)
      )
      and "sales"."item_count" < ?
  ) as "sales"
  left join (
    select
      "sales"."amount__before" as "amount__before"
    from
      (
        select
          sum("sales"."amount_sum__measure") as "amount__before"
        from
          (
            select
              sold_at as "sold_at",
              amount as "amount_sum__measure",
              items as "item_count"
            from
              sales as src
          ) as "sales"
        where
          (
            "sales"."sold_at" >= cast(? as timestamp)
            and "sales"."sold_at" < cast(? as timestamp)
          )
          and "sales"."item_count" < ?
      ) as "sales"
  ) as "before" on 1 = 1;
-- ? 1: "2021-06-01 00:00:00.000"
-- ? 2: "2021-06-10 00:00:00.000"
-- ? 3: 10
-- ? 4: "2021-06-15 00:00:00.000"
-- ? 5: "2021-06-21 00:00:00.000"
-- ? 6: 10
