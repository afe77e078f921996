-- rows
select
  "takings"."takings" as "takings"
from
  (
    select
      sum("takings"."amount__measure") as "takings"
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
        "takings"."taken_at" >= cast(? as timestamp)
        and "takings"."taken_at" < cast(? as timestamp)
      )
  ) as "takings"
limit
  10001;
-- ? 1: "2021-01-01 00:00:00.000"
-- ? 2: "2021-01-03 00:00:00.000"
