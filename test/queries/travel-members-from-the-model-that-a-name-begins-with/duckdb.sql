-- rows
select
  "listings"."listing__city" as "listing__city",
  "listings"."listing__host__speaks" as "listing__host__speaks"
from
  (
    select
      "listings"."city" as "listing__city",
      "host"."speaks" as "listing__host__speaks"
    from
      (
        select
          city as "city",
          host_id as "host"
        from
          listings as src
      ) as "listings"
      left join (
        select
          user_id as "host",
          speaks as "speaks"
        from
          users as src
      ) as "host" on "host"."host" = "listings"."host"
    group by
      1,
      2
  ) as "listings"
order by
  "listings"."listing__city" asc nulls last,
  "listings"."listing__host__speaks" asc nulls last
limit
  10001;
