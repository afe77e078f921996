-- rows
select
  "members"."customer__name__min" as "customer__name__min",
  "members"."customer__name__max" as "customer__name__max"
from
  (
    select
      min("customers"."customer__name") as "customer__name__min",
      max("customers"."customer__name") as "customer__name__max"
    from
      (
        select
          "customers"."name" as "customer__name"
        from
          (
            select
              name as "name",
              region as "region"
            from
              customers as src
          ) as "customers"
        where
          "customers"."region" in (?, ?)
        group by
          1
      ) as "customers"
  ) as "members"
limit
  10001;
-- ? 1: "South"
-- ? 2: "East"
