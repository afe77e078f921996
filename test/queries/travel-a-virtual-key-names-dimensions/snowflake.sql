-- rows
select
  "views"."view__ds__month" as "view__ds__month",
  "views"."view__viewed_at__day" as "view__viewed_at__day",
  "views"."views" as "views"
from
  (
    select
      cast(date_trunc('month', "views"."ds") as date) as "view__ds__month",
      cast("views"."viewed_at" as date) as "view__viewed_at__day",
      sum("views"."view_count__measure") as "views"
    from
      (
        select
          viewed_at as "viewed_at",
          ds as "ds",
          1 as "view_count__measure"
        from
          views as src
      ) as "views"
    where
      "views"."viewed_at" < cast(? as timestamp_ntz)
      and (
        cast("views"."ds" as date) >= cast(? as date)
        or cast("views"."ds" as date) is null
      )
    group by
      1,
      2
  ) as "views"
order by
  "views"."view__ds__month" asc nulls last,
  "views"."view__viewed_at__day" asc nulls last
limit
  10001;
-- ? 1: "2020-04-30 12:00:00.000"
-- ? 2: "2020-03-02"
