-- rows
select
  "members"."listing__city__min" as "listing__city__min",
  "members"."listing__city__max" as "listing__city__max"
from
  (
    select
      min("listings"."listing__city") as "listing__city__min",
      max("listings"."listing__city") as "listing__city__max"
    from
      (
        select
          "listings"."city" as "listing__city"
        from
          (
            select
              city as "city"
            from
              listings as src
          ) as "listings"
        group by
          1
      ) as "listings"
  ) as "members"
limit
  10001;
