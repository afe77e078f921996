-- rows
select
  "takings"."shop__name" as "shop__name",
  "takings"."takings_every_day" as "takings_every_day",
  coalesce("takings"."takings_every_day", 0) as "takings_every_day_filled"
from
  (
    select
      "shop"."name" as "shop__name",
      sum("takings"."amount__measure") as "takings_every_day"
    from
      (
        select
          taken_at as "taken_at",
          shop_id as "shop",
          amount as "amount__measure"
        from
          takings as src
      ) as "takings"
      left join (
        select
          shop_id as "shop",
          name as "name"
        from
          shops as src
      ) as "shop" on "shop"."shop" = "takings"."shop"
    where
      (
        "takings"."taken_at" >= cast(? as timestamp_ntz)
        and "takings"."taken_at" < cast(? as timestamp_ntz)
      )
    group by
      1
  ) as "takings"
order by
  "takings"."shop__name" asc nulls last
limit
  10001;
-- ? 1: "2021-02-28 00:00:00.000"
-- ? 2: "2021-03-01 00:00:00.000"
