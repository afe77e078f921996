-- rows
select
  "combined"."metric_time__week" as "metric_time__week",
  "combined"."amount" as "amount",
  "combined"."paid" as "paid"
from
  (
    select
      "sources"."metric_time__week" as "metric_time__week",
      max("sources"."amount") as "amount",
      max("sources"."paid") as "paid"
    from
      (
        select
          "sales"."metric_time__week" as "metric_time__week",
          "sales"."amount" as "amount",
          null as "paid"
        from
          (
            select
              cast(date_trunc('week', "sales"."sold_at") as date) as "metric_time__week",
              sum("sales"."amount_sum__measure") as "amount"
            from
              (
                select
                  sold_at as "sold_at",
                  amount as "amount_sum__measure"
                from
                  sales as src
              ) as "sales"
            where
              "sales"."sold_at" < cast(? as timestamp_ntz)
            group by
              1
          ) as "sales"
        union all
        select
          "sales"."metric_time__week" as "metric_time__week",
          null as "amount",
          "sales"."paid" as "paid"
        from
          (
            select
              cast(date_trunc('week', "sales"."paid_at") as date) as "metric_time__week",
              sum("sales"."paid_sum__measure") as "paid"
            from
              (
                select
                  paid_at as "paid_at",
                  amount as "paid_sum__measure"
                from
                  sales as src
              ) as "sales"
            where
              "sales"."paid_at" < cast(? as timestamp_ntz)
            group by
              1
          ) as "sales"
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

-- totals
select
  "combined"."amount" as "amount",
  "combined"."paid" as "paid"
from
  (
    select
      max("sources"."amount") as "amount",
      max("sources"."paid") as "paid"
    from
      (
        select
          "sales"."amount" as "amount",
          null as "paid"
        from
          (
            select
              sum("sales"."amount_sum__measure") as "amount"
            from
              (
                select
                  sold_at as "sold_at",
                  amount as "amount_sum__measure"
                from
                  sales as src
              ) as "sales"
            where
              "sales"."sold_at" < cast(? as timestamp_ntz)
          ) as "sales"
        union all
        select
          null as "amount",
          "sales"."paid" as "paid"
        from
          (
            select
              sum("sales"."paid_sum__measure") as "paid"
            from
              (
                select
                  paid_at as "paid_at",
                  amount as "paid_sum__measure"
                from
                  sales as src
              ) as "sales"
            where
              "sales"."paid_at" < cast(? as timestamp_ntz)
          ) as "sales"
      ) as "sources"
  ) as "combined";
-- ? 1: "2021-07-01 00:00:00.000"
-- ? 2: "2021-07-01 00:00:00.000"
