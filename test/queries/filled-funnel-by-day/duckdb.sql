-- funnel
with
  "known" as (
    select
      "session_steps"."metric_time__day" as "metric_time__day",
      "session_steps"."step__page_view" as "step__page_view",
      "session_steps"."step__add_to_cart" as "step__add_to_cart",
      "session_steps"."step__checkout" as "step__checkout"
    from
      (
        select
          cast("by_session"."session_started_at" as date) as "metric_time__day",
          sum("by_session"."step__page_view") as "step__page_view",
          sum("by_session"."step__add_to_cart") as "step__add_to_cart",
          sum("by_session"."step__checkout") as "step__checkout"
        from
          (
            select
              "session_steps"."session" as "session",
              min("session_steps"."session_started_at__of_row") as "session_started_at",
              max(
                case
                  when ("session_steps"."step" = 'page_view') then 1
                end
              ) as "step__page_view",
              max(
                case
                  when ("session_steps"."step" = 'add_to_cart') then 1
                end
              ) as "step__add_to_cart",
              max(
                case
                  when ("session_steps"."step" = 'checkout') then 1
                end
              ) as "step__checkout"
            from
              (
                select
                  session_id as "session",
                  occurred_at as "session_started_at__of_row",
                  step as "step"
                from
                  (
                    select
                      session_id,
                      user_id,
                      event_type as step,
                      created_at as occurred_at
                    from
                      events
                  ) as src
              ) as "session_steps"
            where
              (
                "session_steps"."session" is not null
                and "session_steps"."session_started_at__of_row" >= cast(? as timestamp)
                and "session_steps"."session_started_at__of_row" < cast(? as timestamp)
              )
            group by
              1
          ) as "by_session"
        where
          (
            (
              "by_session"."session_started_at" >= cast(? as timestamp)
              and "by_session"."session_started_at" < cast(? as timestamp)
            )
            and (
              "by_session"."step__page_view" is not null
              or "by_session"."step__add_to_cart" is not null
              or "by_session"."step__checkout" is not null
            )
          )
          and not exists (
            select
              1
            from
              (
                select
                  session_id as "session",
                  occurred_at as "session_started_at__of_row"
                from
                  (
                    select
                      session_id,
                      user_id,
                      event_type as step,
                      created_at as occurred_at
                    from
                      events
                  ) as src
              ) as "all_session_steps"
            where
              "all_session_steps"."session_started_at__of_row" < cast(? as timestamp)
              and "all_session_steps"."session" = "by_session"."session"
          )
        group by
          1
      ) as "session_steps"
  )
select
  "filled"."metric_time__day" as "metric_time__day",
  coalesce("filled"."step__page_view", 0) as "step__page_view",
  coalesce("filled"."step__add_to_cart", 0) as "step__add_to_cart",
  coalesce("filled"."step__checkout", 0) as "step__checkout"
from
  (
    select
      "rows_and_gaps"."metric_time__day" as "metric_time__day",
      max("rows_and_gaps"."step__page_view") as "step__page_view",
      max("rows_and_gaps"."step__add_to_cart") as "step__add_to_cart",
      max("rows_and_gaps"."step__checkout") as "step__checkout",
      max("rows_and_gaps"."__real") as "__real",
      max("rows_and_gaps"."__period") as "__period",
      min(
        case
          when max("rows_and_gaps"."__real") = 1 then max("rows_and_gaps"."__period")
        end
      ) over () as "__first",
      max(
        case
          when max("rows_and_gaps"."__real") = 1 then max("rows_and_gaps"."__period")
        end
      ) over () as "__last"
    from
      (
        select
          "known"."metric_time__day" as "metric_time__day",
          "known"."step__page_view" as "step__page_view",
          "known"."step__add_to_cart" as "step__add_to_cart",
          "known"."step__checkout" as "step__checkout",
          1 as "__real",
          null as "__period"
        from
          "known"
        union all
        select
          cast("periods"."__period" as date) as "metric_time__day",
          null as "step__page_view",
          null as "step__add_to_cart",
          null as "step__checkout",
          0 as "__real",
          "periods"."__period" as "__period"
        from
          (
            select
              cast(moment as date) as "__period"
            from
              (
                select
                  unnest(
                    generate_series(
                      cast(cast(? as timestamp) as timestamp),
                      cast(? as timestamp),
                      interval '1 day'
                    )
                  ) as moment
              ) as series
            where
              moment < cast(? as timestamp)
          ) as "periods"
      ) as "rows_and_gaps"
    group by
      1
  ) as "filled"
where
  (
    "filled"."__real" = 1
    or ("filled"."__period" <= "filled"."__last")
  )
order by
  "filled"."metric_time__day" asc nulls last
limit
  10001;
-- ? 1: "2021-03-03 00:00:00.000"
-- ? 2: "2021-03-10 00:00:00.000"
-- ? 3: "2021-03-03 00:00:00.000"
-- ? 4: "2021-03-10 00:00:00.000"
-- ? 5: "2021-03-03 00:00:00.000"
-- ? 6: "2021-03-03 00:00:00.000"
-- ? 7: "2021-03-10 00:00:00.000"
-- ? 8: "2021-03-10 00:00:00.000"
