-- rows
select
  "periods"."metric_time__fiscal_quarter" as "metric_time__fiscal_quarter",
  "members"."guest__speaks" as "guest__speaks"
from
  (
    select
      "fiscal_quarter_of_metric_time__fiscal_quarter"."metric_time__fiscal_quarter__value" as "metric_time__fiscal_quarter"
    from
      (
        select
          cast(src.day as date) as "__period"
        from
          days as src
        where
          src.day < cast(? as timestamp)
      ) as "periods"
      left join (
        select
          "days"."__spine" as "__spine",
          "days"."metric_time__fiscal_quarter__value" as "metric_time__fiscal_quarter__value",
          cast("days"."__spine" as date) as "__period"
        from
          (
            select
              day as "__spine",
              fiscal_quarter as "metric_time__fiscal_quarter__value"
            from
              days as src
          ) as "days"
      ) as "fiscal_quarter_of_metric_time__fiscal_quarter" on "fiscal_quarter_of_metric_time__fiscal_quarter"."__period" = cast("periods"."__period" as date)
    where
      cast("periods"."__period" as date) >= cast(? as date)
    group by
      1
  ) as "periods"
  inner join (
    select
      "users"."guest__speaks" as "guest__speaks"
    from
      (
        select
          "users"."speaks" as "guest__speaks"
        from
          (
            select
              speaks as "speaks"
            from
              users as src
          ) as "users"
        where
          "users"."speaks" <> ?
        group by
          1
      ) as "users"
  ) as "members" on 1 = 1
order by
  "members"."guest__speaks" asc nulls last,
  "periods"."metric_time__fiscal_quarter" desc nulls last,
  "periods"."metric_time__fiscal_quarter" asc nulls last,
  "members"."guest__speaks" asc nulls last
limit
  10001;
-- ? 1: "2020-05-01 00:00:00.000"
-- ? 2: "2020-03-29"
-- ? 3: "Nothing"
