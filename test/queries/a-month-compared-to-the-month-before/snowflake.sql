-- rows
select
  "takings"."shop__name" as "shop__name",
  "takings"."takings" as "takings",
  "before"."takings__before" as "takings__before",
  cast(
    ("takings"."takings" - "before"."takings__before") as double
  ) / nullif(cast("before"."takings__before" as double), 0) as "takings__change_rate_before"
from
  (
    select
      "shop"."name" as "shop__name",
      sum("takings"."amount__measure") as "takings"
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
  left join (
    select
      "takings"."shop__name" as "shop__name",
      "takings"."takings__before" as "takings__before"
    from
      (
        select
          "shop"."name" as "shop__name",
          sum("takings"."amount__measure") as "takings__before"
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
  ) as "before" on "before"."shop__name" is not distinct
from
  "takings"."shop__name"
order by
  "takings"."shop__name" asc nulls last
limit
  10001;
-- ? 1: "2021-02-01 00:00:00.000"
-- ? 2: "2021-03-01 00:00:00.000"
-- ? 3: "2021-01-01 00:00:00.000"
-- ? 4: "2021-02-01 00:00:00.000"

-- totals
select
  "takings"."takings__before" as "takings__before"
from
  (
    select
      sum("takings"."amount__measure") as "takings__before"
    from
      (
        select
          taken_at as "taken_at",
          amount as "amount__measure"
        from
          takings as src
      ) as "takings"
    where
      (
        "takings"."taken_at" >= cast(? as timestamp_ntz)
        and "takings"."taken_at" < cast(? as timestamp_ntz)
      )
  ) as "takings";
-- ? 1: "2021-01-01 00:00:00.000"
-- ? 2: "2021-02-01 00:00:00.000"
