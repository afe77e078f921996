-- rows
select
  "periods"."metric_time__week" as "metric_time__week",
  "members"."shop__name" as "shop__name"
from
  (
    select
      cast(date_trunc('week', "periods"."__period") as date) as "metric_time__week"
    from
      (
        select distinct
          cast(
            date_trunc(
              'week',
              cast(
                convert_timezone('UTC', cast(src.day as timestamp_tz)) as timestamp_ntz
              )
            ) as date
          ) as "__period"
        from
          calendar_days as src
        where
          src.day >= cast(? as timestamp_ntz)
          and src.day < cast(? as timestamp_ntz)
      ) as "periods"
    group by
      1
  ) as "periods"
  inner join (
    select
      "shops"."shop__name" as "shop__name"
    from
      (
        select
          "shops"."name" as "shop__name"
        from
          (
            select
              name as "name"
            from
              shops as src
          ) as "shops"
        where
          "shops"."name" <> ?
        group by
          1
      ) as "shops"
  ) as "members" on 1 = 1
order by
  "periods"."metric_time__week" asc nulls last,
  "members"."shop__name" asc nulls last
limit
  10001;
-- ? 1: "2021-03-22 00:00:00.000"
-- ? 2: "2021-04-05 00:00:00.000"
-- ? 3: "Nowhere"
