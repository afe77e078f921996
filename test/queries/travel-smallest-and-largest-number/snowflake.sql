-- rows
select
  "members"."listing__rooms__min" as "listing__rooms__min",
  "members"."listing__rooms__max" as "listing__rooms__max"
from
  (
    select
      min("listings"."listing__rooms") as "listing__rooms__min",
      max("listings"."listing__rooms") as "listing__rooms__max"
    from
      (
        select
          "listings"."rooms" as "listing__rooms"
        from
          (
            select
              rooms as "rooms",
              city as "city"
            from
              listings as src
          ) as "listings"
        where
          "listings"."city" <> ?
        group by
          1
      ) as "listings"
  ) as "members"
limit
  10001;
-- ? 1: "Oslo"
