-- rows
select
  "customers"."area" as "area",
  "customers"."customer__is_member" as "customer__is_member"
from
  (
    select
      "customers"."region" as "area",
      "customers"."is_member" as "customer__is_member"
    from
      (
        select
          region as "region",
          is_member as "is_member"
        from
          customers as src
      ) as "customers"
    group by
      1,
      2
  ) as "customers"
order by
  "customers"."area" asc nulls last,
  "customers"."area" asc nulls last,
  "customers"."customer__is_member" asc nulls last
limit
  10001;
