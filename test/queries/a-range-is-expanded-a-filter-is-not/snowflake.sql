-- rows
select
  "sales"."metric_time__week" as "metric_time__week",
  "sales"."sales" as "sales",
  "sales"."sales__2" as "sales__where_lW3HHt241_QpCGLZ5jgSPX"
from
  (
    select
      cast(date_trunc('week', "sales"."sold_at") as date) as "metric_time__week",
      sum(
        case
          when "sales"."sale_count__measure" is not null then 1
          else 0
        end
      ) as "sales",
      sum(
        case
          when (
            "sales"."sold_at" >= cast(? as timestamp_ntz)
            and "sales"."sold_at" < cast(? as timestamp_ntz)
          ) then case
            when "sales"."sale_count__measure" is not null then 1
            else 0
          end
        end
      ) as "sales__2"
    from
      (
        select
          sold_at as "sold_at",
          sale_id as "sale_count__measure"
        from
          sales as src
      ) as "sales"
    where
      (
        "sales"."sold_at" >= cast(? as timestamp_ntz)
        and "sales"."sold_at" < cast(? as timestamp_ntz)
      )
    group by
      1
  ) as "sales"
order by
  "sales"."metric_time__week" asc nulls last
limit
  10001;
-- ? 1: "2021-06-09 00:00:00.000"
-- ? 2: "2021-06-16 00:00:00.000"
-- ? 3: "2021-06-07 00:00:00.000"
-- ? 4: "2021-06-21 00:00:00.000"

-- totals
select
  "sales"."sales" as "sales",
  "sales"."sales__2" as "sales__where_lW3HHt241_QpCGLZ5jgSPX"
from
  (
    select
      sum(
        case
          when "sales"."sale_count__measure" is not null then 1
          else 0
        end
      ) as "sales",
      sum(
        case
          when (
            "sales"."sold_at" >= cast(? as timestamp_ntz)
            and "sales"."sold_at" < cast(? as timestamp_ntz)
          ) then case
            when "sales"."sale_count__measure" is not null then 1
            else 0
          end
        end
      ) as "sales__2"
    from
      (
        select
          sold_at as "sold_at",
          sale_id as "sale_count__measure"
        from
          sales as src
      ) as "sales"
    where
      (
        "sales"."sold_at" >= cast(? as timestamp_ntz)
        and "sales"."sold_at" < cast(? as timestamp_ntz)
      )
  ) as "sales";
-- ? 1: "2021-06-09 00:00:00.000"
-- ? 2: "2021-06-16 00:00:00.000"
-- ? 3: "2021-06-07 00:00:00.000"
-- ? 4: "2021-06-21 00:00:00.000"
