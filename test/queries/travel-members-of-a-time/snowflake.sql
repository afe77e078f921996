-- rows
select
  "listings"."listing__opened_on__year" as "listing__opened_on__year"
from
  (
    select
      cast(
        date_trunc('year', "listings"."opened_on") as date
      ) as "listing__opened_on__year"
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
order by
  "listings"."listing__opened_on__year" asc nulls last
limit
  10001;
