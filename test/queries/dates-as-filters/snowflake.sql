-- rows
select
  "combined"."sales" as "sales",
  "combined"."visits" as "visits",
  "combined"."sales__2" as "sales__where_uFCFuVATlAk30m0KCKenKP",
  "combined"."sales__3" as "sales__where_nVeuyBwfQDfRFPbiXW8-Ob"
from
  (
    select
      max("sources"."sales") as "sales",
      max("sources"."sales__2") as "sales__2",
      max("sources"."sales__3") as "sales__3",
      max("sources"."visits") as "visits"
    from
      (
        select
          "sales"."sales" as "sales",
          "sales"."sales__2" as "sales__2",
          "sales"."sales__3" as "sales__3",
          null as "visits"
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
              ) as "sales__2",
              sum(
                case
                  when (
                    (
                      "sales"."sold_at" >= cast(? as timestamp_ntz)
                      and "sales"."sold_at" < cast(? as timestamp_ntz)
                    )
                    or (
                      "sales"."sold_at" >= cast(? as timestamp_ntz)
                      and "sales"."sold_at" < cast(? as timestamp_ntz)
                    )
                    or (
                      "sales"."sold_at" >= cast(? as timestamp_ntz)
                      and "sales"."sold_at" < cast(? as timestamp_ntz)
                    )
                  ) then case
                    when "sales"."sale_count__measure" is not null then 1
                    else 0
                  end
                end
              ) as "sales__3"
            from
              (
                select
                  sold_at as "sold_at",
                  sale_id as "sale_count__measure"
                from
                  sales as src
              ) as "sales"
            where
              "sales"."sold_at" < cast(? as timestamp_ntz)
              and (
                "sales"."sold_at" >= cast(? as timestamp_ntz)
                and "sales"."sold_at" < cast(? as timestamp_ntz)
              )
          ) as "sales"
        union all
        select
          null as "sales",
          null as "sales__2",
          null as "sales__3",
          "visits"."visits" as "visits"
        from
          (
            select
              sum(
                case
                  when "visits"."visit_count__measure" is not null then 1
                  else 0
                end
              ) as "visits"
            from
              (
                select
                  visited_at as "visited_at",
                  visit_id as "visit_count__measure"
                from
                  visits as src
              ) as "visits"
            where
              "visits"."visited_at" < cast(? as timestamp_ntz)
              and (
                "visits"."visited_at" >= cast(? as timestamp_ntz)
                and "visits"."visited_at" < cast(? as timestamp_ntz)
              )
          ) as "visits"
      ) as "sources"
  ) as "combined"
limit
  10001;
-- ? 1: "2021-06-16 00:00:00.000"
-- ? 2: "2021-06-17 00:00:00.000"
-- ? 3: "2021-06-10 00:00:00.000"
-- ? 4: "2021-06-11 00:00:00.000"
-- ? 5: "2021-06-16 00:00:00.000"
-- ? 6: "2021-06-17 00:00:00.000"
-- ? 7: "2021-06-20 00:00:00.000"
-- ? 8: "2021-06-21 00:00:00.000"
-- ? 9: "2021-07-01 00:00:00.000"
-- ? 10: "2021-06-10 00:00:00.000"
-- ? 11: "2021-06-17 00:00:00.000"
-- ? 12: "2021-07-01 00:00:00.000"
-- ? 13: "2021-06-10 00:00:00.000"
-- ? 14: "2021-06-17 00:00:00.000"
