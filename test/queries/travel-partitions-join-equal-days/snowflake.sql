-- rows
select
  "views"."score__score_band" as "score__score_band",
  "views"."listing" as "listing",
  "views"."views" as "views"
from
  (
    select
      "score"."score_band" as "score__score_band",
      "views"."listing" as "listing",
      sum("views"."view_count__measure") as "views"
    from
      (
        select
          viewed_at as "viewed_at",
          listing_id as "score",
          ds as "ds",
          listing_id as "listing",
          1 as "view_count__measure"
        from
          views as src
      ) as "views"
      left join (
        select
          listing_id as "score",
          score_band as "score_band",
          ds as "score__ds__of_match"
        from
          listing_scores as src
      ) as "score" on "score"."score" = "views"."score"
      and cast("views"."ds" as date) = cast("score"."score__ds__of_match" as date)
    where
      "views"."viewed_at" < cast(? as timestamp_ntz)
    group by
      1,
      2
  ) as "views"
order by
  "views"."score__score_band" asc nulls last,
  "views"."listing" asc nulls last
limit
  10001;
-- ? 1: "2020-04-30 12:00:00.000"
