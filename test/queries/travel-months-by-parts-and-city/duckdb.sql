-- rows
select
  "budgets"."metric_time__extract_month" as "metric_time__extract_month",
  "budgets"."budget__month_of__extract_quarter" as "budget__month_of__extract_quarter",
  "budgets"."budget__city" as "budget__city",
  "budgets"."budget" as "budget"
from
  (
    select
      month("budgets"."month_of") as "metric_time__extract_month",
      quarter("budgets"."month_of") as "budget__month_of__extract_quarter",
      "budgets"."city" as "budget__city",
      sum("budgets"."budget__measure") as "budget"
    from
      (
        select
          month as "month_of",
          city as "city",
          amount as "budget__measure"
        from
          budgets as src
      ) as "budgets"
    where
      "budgets"."month_of" < cast(? as date)
      and (
        cast(date_trunc('year', "budgets"."month_of") as date) = cast(? as date)
        and month("budgets"."month_of") < ?
      )
    group by
      1,
      2,
      3
  ) as "budgets"
order by
  "budgets"."metric_time__extract_month" asc nulls last,
  "budgets"."budget__month_of__extract_quarter" asc nulls last,
  "budgets"."budget__city" asc nulls last
limit
  10001;
-- ? 1: "2020-05-01"
-- ? 2: "2020-01-01"
-- ? 3: 4
