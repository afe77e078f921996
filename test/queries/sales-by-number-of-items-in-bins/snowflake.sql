-- rows
select
  "sales"."items" as "items",
  "sales"."sales" as "sales",
  "sales"."amount" as "amount",
  "before"."amount__before" as "amount__before"
from
  (
    select
      case
        when "sales"."item_count" is null then null
        when "sales"."item_count" < ? then ?
        when "sales"."item_count" < ? then ?
        when "sales"."item_count" < ? then ?
        else ?
      end as "items",
      sum(
        case
          when "sales"."sale_count__measure" is not null then 1
          else 0
        end
      ) as "sales",
      sum("sales"."amount_sum__measure") as "amount"
    from
      (
        select
          sold_at as "sold_at",
          items as "item_count",
          sale_id as "sale_count__measure",
          amount as "amount_sum__measure"
        from
          sales as src
      ) as "sales"
    where
      (
        "sales"."sold_at" >= cast(? as timestamp_ntz)
        and "sales"."sold_at" < cast(? as timestamp_ntz)
      )
      and "sales"."item_count" < ?
    group by
      1
  ) as "sales"
  left join (
    select
      "sales"."items" as "items",
      "sales"."amount__before" as "amount__before"
    from
      (
        select
          case
            when "sales"."item_count" is null then null
            when "sales"."item_count" < ? then ?
            when "sales"."item_count" < ? then ?
            when "sales"."item_count" < ? then ?
            else ?
          end as "items",
          sum("sales"."amount_sum__measure") as "amount__before"
        from
          (
            select
              sold_at as "sold_at",
              items as "item_count",
              amount as "amount_sum__measure"
            from
              sales as src
          ) as "sales"
        where
          (
            "sales"."sold_at" >= cast(? as timestamp_ntz)
            and "sales"."sold_at" < cast(? as timestamp_ntz)
          )
          and "sales"."item_count" < ?
        group by
          1
      ) as "sales"
  ) as "before" on "before"."items" is not distinct
from
  "sales"."items"
order by
  case
    when "sales"."items" = ? then 0
    when "sales"."items" = ? then 1
    when "sales"."items" = ? then 2
    when "sales"."items" = ? then 3
  end asc nulls last
limit
  10001;
-- ? 1: 1
-- ? 2: "< 1"
-- ? 3: 3.5
-- ? 4: "1–3.5"
-- ? 5: 10
-- ? 6: "3.5–10"
-- ? 7: "≥ 10"
-- ? 8: "2021-06-08 00:00:00.000"
-- ? 9: "2021-06-21 00:00:00.000"
-- ? 10: 1000
-- ? 11: 1
-- ? 12: "< 1"
-- ? 13: 3.5
-- ? 14: "1–3.5"
-- ? 15: 10
-- ? 16: "3.5–10"
-- ? 17: "≥ 10"
-- ? 18: "2021-05-26 00:00:00.000"
-- ? 19: "2021-06-08 00:00:00.000"
-- ? 20: 1000
-- ? 21: "< 1"
-- ? 22: "1–3.5"
-- ? 23: "3.5–10"
-- ? 24: "≥ 10"
