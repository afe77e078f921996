-- rows
select
  "sales"."metric_time__week" as "metric_time__week",
  "sales"."returns" as "returns",
  "before"."returns__before" as "returns__before",
  ("sales"."returns" - "before"."returns__before") as "returns__change",
  cast(
    ("sales"."returns" - "before"."returns__before") as double
  ) / nullif(cast("before"."returns__before" as double), 0) as "returns__change_rate",
  cast("sales"."returns" as double) / nullif(cast("whole"."returns__total" as double), 0) as "returns__share",
  cast("before"."returns__before" as double) / nullif(
    cast("whole_2"."returns__total__before" as double),
    0
  ) as "returns__share_before"
from
  (
    select
      cast(date_trunc('week', "sales"."sold_at") as date) as "metric_time__week",
      sum(
        case
          when "sales"."returned_count__measure" then 1
          else 0
        end
      ) as "returns"
    from
      (
        select
          sold_at as "sold_at",
          returned as "returned_count__measure"
        from
          sales as src
      ) as "sales"
    where
      (
        "sales"."sold_at" >= cast(? as timestamp)
        and "sales"."sold_at" < cast(? as timestamp)
      )
    group by
      1
  ) as "sales"
  left join (
    select
      cast(
        ("sales"."metric_time__week" + interval '1 week') as date
      ) as "metric_time__week",
      "sales"."returns__before" as "returns__before"
    from
      (
        select
          cast(date_trunc('week', "sales"."sold_at") as date) as "metric_time__week",
          sum(
            case
              when "sales"."returned_count__measure" then 1
              else 0
            end
          ) as "returns__before"
        from
          (
            select
              sold_at as "sold_at",
              returned as "returned_count__measure"
            from
              sales as src
          ) as "sales"
        where
          (
            "sales"."sold_at" >= cast(? as timestamp)
            and "sales"."sold_at" < cast(? as timestamp)
          )
        group by
          1
      ) as "sales"
  ) as "before" on "before"."metric_time__week" is not distinct from "sales"."metric_time__week"
  left join (
    select
      "sales"."returns__total" as "returns__total"
    from
      (
        select
          sum(
            case
              when "sales"."returned_count__measure" then 1
              else 0
            end
          ) as "returns__total"
        from
          (
            select
              sold_at as "sold_at",
              returned as "returned_count__measure"
            from
              sales as src
          ) as "sales"
        where
          (
            "sales"."sold_at" >= cast(? as timestamp)
            and "sales"."sold_at" < cast(? as timestamp)
          )
      ) as "sales"
  ) as "whole" on 1 = 1
  left join (
    select
      "sales"."returns__total__before" as "returns__total__before"
    from
      (
        select
          sum(
            case
              when "sales"."returned_count__measure" then 1
              else 0
            end
          ) as "returns__total__before"
        from
          (
            select
              sold_at as "sold_at",
              returned as "returned_count__measure"
            from
              sales as src
          ) as "sales"
        where
          (
            "sales"."sold_at" >= cast(? as timestamp)
            and "sales"."sold_at" < cast(? as timestamp)
          )
      ) as "sales"
  ) as "whole_2" on 1 = 1
where
  ("sales"."returns" - "before"."returns__before") is not null
order by
  cast(
    ("sales"."returns" - "before"."returns__before") as double
  ) / nullif(cast("before"."returns__before" as double), 0) desc nulls last,
  "sales"."metric_time__week" asc nulls last,
  "sales"."metric_time__week" asc nulls last
limit
  10001;
-- ? 1: "2021-05-31 00:00:00.000"
-- ? 2: "2021-06-28 00:00:00.000"
-- ? 3: "2021-05-24 00:00:00.000"
-- ? 4: "2021-06-21 00:00:00.000"
-- ? 5: "2021-05-31 00:00:00.000"
-- ? 6: "2021-06-28 00:00:00.000"
-- ? 7: "2021-05-03 00:00:00.000"
-- ? 8: "2021-05-31 00:00:00.000"
