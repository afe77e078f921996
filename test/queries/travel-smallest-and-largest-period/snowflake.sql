-- rows
select
  "members"."metric_time__day__min" as "metric_time__day__min",
  "members"."metric_time__day__max" as "metric_time__day__max"
from
  (
    select
      min("periods"."metric_time__day") as "metric_time__day__min",
      max("periods"."metric_time__day") as "metric_time__day__max"
    from
      (
        select
          cast("periods"."__period" as date) as "metric_time__day"
        from
          (
            select
              cast(src.day as date) as "__period"
            from
              days as src
            where
              src.day < cast(? as timestamp_ntz)
          ) as "periods"
        group by
          1
      ) as "periods"
  ) as "members"
limit
  10001;
-- ? 1: "2020-05-01 00:00:00.000"
