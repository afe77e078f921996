-- rows
select
  "periods"."metric_time__month" as "metric_time__month",
  "periods"."metric_time__fiscal_quarter" as "metric_time__fiscal_quarter"
from
  (
    select
      cast(date_trunc('month', "periods"."__period") as date) as "metric_time__month",
      "fiscal_quarter_of_metric_time__fiscal_quarter"."metric_time__fiscal_quarter__value" as "metric_time__fiscal_quarter"
    from
      (
        select
          cast(src.day as date) as "__period"
        from
          days as src
        where
          src.day < cast(? as timestamp_ntz)
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
    group by
      1,
      2
  ) as "periods"
order by
  "periods"."metric_time__month" asc nulls last,
  "periods"."metric_time__fiscal_quarter" asc nulls last
limit
  10001;
-- ? 1: "2020-05-01 00:00:00.000"
