-- rows
select
  "session_steps"."metric_time__day" as "metric_time__day",
  coalesce("session_steps"."page_view_sessions", 0) as "page_view_sessions",
  coalesce("session_steps"."checkout_sessions", 0) as "checkout_sessions"
from
  (
    select
      "distinct_session_steps"."metric_time__day" as "metric_time__day",
      sum(
        case
          when "distinct_session_steps"."__counted" is null then ("distinct_session_steps"."page_view_sessions" * 0)
          else "distinct_session_steps"."page_view_sessions"
        end
      ) as "page_view_sessions",
      sum(
        case
          when "distinct_session_steps"."__counted" is null then ("distinct_session_steps"."checkout_sessions" * 0)
          else "distinct_session_steps"."checkout_sessions"
        end
      ) as "checkout_sessions"
    from
      (
        select
          "session_steps"."distinct_sessions__measure" as "__counted",
          cast(
            cast(
              convert_timezone(
                'UTC',
                cast(
                  "session_started_at"."session_started_at" as timestamp_tz
                )
              ) as timestamp_ntz
            ) as date
          ) as "metric_time__day",
          max(
            case
              when ("session_steps"."step" = 'page_view') then 1
            end
          ) as "page_view_sessions",
          max(
            case
              when ("session_steps"."step" = 'checkout') then 1
            end
          ) as "checkout_sessions"
        from
          (
            select
              session_id as "session",
              step as "step",
              session_id as "distinct_sessions__measure",
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
          ) as "session_steps"
          inner join (
            select
              "session_started_at"."session" as "session",
              "session_started_at"."session_started_at" as "session_started_at"
            from
              (
                select
                  "all_session_steps"."session" as "session",
                  min("all_session_steps"."session_started_at__of_row") as "session_started_at"
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
                group by
                  1
              ) as "session_started_at"
            where
              "session_started_at"."session_started_at" < cast(? as timestamp_ntz)
          ) as "session_started_at" on "session_started_at"."session" = "session_steps"."session"
        where
          "session_steps"."session_started_at__of_row" < cast(? as timestamp_ntz)
          and (
            "session_started_at"."session_started_at" >= cast(? as timestamp_ntz)
            and (
              ("session_steps"."step" = 'page_view')
              or ("session_steps"."step" = 'checkout')
            )
          )
        group by
          1,
          2
      ) as "distinct_session_steps"
    group by
      1
  ) as "session_steps"
order by
  "session_steps"."metric_time__day" asc nulls last
limit
  10001;
-- ? 1: "2021-03-01 00:00:00.000"
-- ? 2: "2021-03-01 00:00:00.000"
-- ? 3: "2021-02-11 00:00:00.000"
