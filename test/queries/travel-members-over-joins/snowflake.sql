-- rows
select
  "users"."country__continent" as "country__continent",
  "users"."user__speaks" as "user__speaks"
from
  (
    select
      "country"."continent" as "country__continent",
      "users"."speaks" as "user__speaks"
    from
      (
        select
          country_code as "country",
          speaks as "speaks"
        from
          users as src
      ) as "users"
      left join (
        select
          code as "country",
          continent as "continent"
        from
          countries as src
      ) as "country" on "country"."country" = "users"."country"
    where
      "users"."speaks" <> ?
    group by
      1,
      2
  ) as "users"
order by
  "users"."user__speaks" desc nulls last,
  "users"."country__continent" asc nulls last,
  "users"."user__speaks" asc nulls last
limit
  4;
-- ? 1: "Nothing"
