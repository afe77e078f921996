-- rows
select
  "members"."listing__opened_on__month__min" as "listing__opened_on__month__min",
  "members"."listing__opened_on__month__max" as "listing__opened_on__month__max"
from
  (
    select
      min("listings"."listing__opened_on__month") as "listing__opened_on__month__min",
      max("listings"."listing__opened_on__month") as "listing__opened_on__month__max"
    from
      (
        select
          cast(
            date_trunc('month', "listings"."opened_on") as date
          ) as "listing__opened_on__month"
        from
          (
            select
              opened_on as "opened_on"
            from
              listings as src
          ) as "listings"
        group by
          1
      ) as "listings"
  ) as "members"
limit
  10001;
