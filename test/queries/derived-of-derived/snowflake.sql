-- rows
select
  "sales"."customer__region" as "customer__region",
  ("sales"."sales" - "sales"."returns") as "kept_sales",
  cast(("sales"."sales" - "sales"."returns") as double) / nullif(cast("sales"."sales" as double), 0) as "kept_rate",
  ("sales"."amount" - "sales"."coupon_x_amount") as "amount_without_coupon_x",
  (
    "sales"."amount" - coalesce("sales"."coupon_x_amount", 0)
  ) as "amount_without_coupon_x_filled",
  (
    (
      coalesce("sales"."amount__2", 0) - coalesce("sales"."amount__3", 0)
    ) * 0.5
  ) as "member_lead"
from
  (
    select
      "customer"."region" as "customer__region",
      sum(
        case
          when "sales"."sale_count__measure" is not null then 1
          else 0
        end
      ) as "sales",
      sum(
        case
          when "sales"."returned_count__measure" then 1
          else 0
        end
      ) as "returns",
      sum("sales"."amount_sum__measure") as "amount",
      sum(
        case
          when ("sales"."coupon" = 'X') then "sales"."amount_sum__measure"
        end
      ) as "coupon_x_amount",
      sum(
        case
          when ("customer"."is_member") then "sales"."amount_sum__measure"
        end
      ) as "amount__2",
      sum(
        case
          when (not coalesce("customer"."is_member", false)) then "sales"."amount_sum__measure"
        end
      ) as "amount__3"
    from
      (
        select
          sold_at as "sold_at",
          customer_id as "customer",
          sale_id as "sale_count__measure",
          returned as "returned_count__measure",
          amount as "amount_sum__measure",
          coupon as "coupon"
        from
          sales as src
      ) as "sales"
      left join (
        select
          customer_id as "customer",
          region as "region",
          is_member as "is_member"
        from
          customers as src
      ) as "customer" on "customer"."customer" = "sales"."customer"
    where
      "sales"."sold_at" < cast(? as timestamp_ntz)
    group by
      1
  ) as "sales"
order by
  "sales"."customer__region" asc nulls last
limit
  10001;
-- ? 1: "2021-07-01 00:00:00.000"

-- totals
select
  ("sales"."sales" - "sales"."returns") as "kept_sales",
  cast(("sales"."sales" - "sales"."returns") as double) / nullif(cast("sales"."sales" as double), 0) as "kept_rate",
  ("sales"."amount" - "sales"."coupon_x_amount") as "amount_without_coupon_x",
  (
    (
      coalesce("sales"."amount__2", 0) - coalesce("sales"."amount__3", 0)
    ) * 0.5
  ) as "member_lead"
from
  (
    select
      sum(
        case
          when "sales"."sale_count__measure" is not null then 1
          else 0
        end
      ) as "sales",
      sum(
        case
          when "sales"."returned_count__measure" then 1
          else 0
        end
      ) as "returns",
      sum("sales"."amount_sum__measure") as "amount",
      sum(
        case
          when ("sales"."coupon" = 'X') then "sales"."amount_sum__measure"
        end
      ) as "coupon_x_amount",
      sum(
        case
          when ("customer"."is_member") then "sales"."amount_sum__measure"
        end
      ) as "amount__2",
      sum(
        case
          when (not coalesce("customer"."is_member", false)) then "sales"."amount_sum__measure"
        end
      ) as "amount__3"
    from
      (
        select
          sold_at as "sold_at",
          sale_id as "sale_count__measure",
          returned as "returned_count__measure",
          amount as "amount_sum__measure",
          coupon as "coupon",
          customer_id as "customer"
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
      "sales"."sold_at" < cast(? as timestamp_ntz)
  ) as "sales";
-- ? 1: "2021-07-01 00:00:00.000"
