-- rows
select
  "combined"."metric_time__week" as "metric_time__week",
  "combined"."sales" as "sales",
  "combined"."visits" as "visits",
  "combined"."pages" as "pages",
  cast("combined"."sales" as double) / nullif(cast("combined"."visits" as double), 0) as "sales_per_visit"
from
  (
    select
      "sources"."metric_time__week" as "metric_time__week",
      max("sources"."sales") as "sales",
      max("sources"."visits") as "visits",
      max("sources"."pages") as "pages"
    from
      (
        select
          "sales"."metric_time__week" as "metric_time__week",
          "sales"."sales" as "sales",
          null as "visits",
          null as "pages"
        from
          (
            select
              cast(date_trunc('week', "sales"."sold_at") as date) as "metric_time__week",
              sum(
                case
                  when "sales"."sale_count__measure" is not null then 1
                  else 0
                end
              ) as "sales"
            from
              (
                select
                  sold_at as "sold_at",
                  sale_id as "sale_count__measure"
                from
                  sales as src
              ) as "sales"
            where
              "sales"."sold_at" < cast(? as timestamp)
            group by
              1
          ) as "sales"
        union all
        select
          "visits"."metric_time__week" as "metric_time__week",
          null as "sales",
          "visits"."visits" as "visits",
          "visits"."pages" as "pages"
        from
          (
            select
              cast(date_trunc('week', "visits"."visited_at") as date) as "metric_time__week",
              sum(
                case
                  when "visits"."visit_count__measure" is not null then 1
                  else 0
                end
              ) as "visits",
              sum("visits"."page_sum__measure") as "pages"
            from
              (
                select
                  visited_at as "visited_at",
                  visit_id as "visit_count__measure",
                  pages as "page_sum__measure"
                from
                  visits as src
              ) as "visits"
            where
              "visits"."visited_at" < cast(? as timestamp)
            group by
              1
          ) as "visits"
      ) as "sources"
    group by
      1
  ) as "combined"
order by
  "combined"."metric_time__week" asc nulls last
limit
  10001;
-- ? 1: "2021-07-01 00:00:00.000"
-- ? 2: "2021-07-01 00:00:00.000"
