-- rows
select
  "listings"."listing__city" as "listing__city",
  "listings"."listing__host" as "listing__host"
from
  (
    select
      "listings"."city" as "listing__city",
      "listings"."host" as "listing__host"
    from
      (
        select
          city as "city",
          host_id as "host"
        from
          listings as src
      ) as "listings"
    group by
      1,
      2
  ) as "listings"
order by
  "listings"."listing__city" asc nulls last,
  "listings"."listing__host" asc nulls last
limit
  10001;
