-- rows
select
  "combined"."metric_time__day" as "metric_time__day",
  "combined"."page_views" as "page_views",
  "combined"."packages_shipped" as "packages_shipped",
  coalesce("combined"."page_view_sessions", 0) as "page_view_sessions",
  coalesce("combined"."package_shipped_sessions", 0) as "package_shipped_sessions"
from
  (
    select
      "sources"."metric_time__day" as "metric_time__day",
      max("sources"."page_views") as "page_views",
      max("sources"."packages_shipped") as "packages_shipped",
      max("sources"."page_view_sessions") as "page_view_sessions",
      max("sources"."package_shipped_sessions") as "package_shipped_sessions"
    from
      (
        select
          "events"."metric_time__day" as "metric_time__day",
          "events"."page_views" as "page_views",
          "events"."packages_shipped" as "packages_shipped",
          null as "page_view_sessions",
          null as "package_shipped_sessions"
        from
          (
            select
              cast(
                cast(
                  convert_timezone(
                    'UTC',
                    cast("events"."created_at" as timestamp_tz)
                  ) as timestamp_ntz
                ) as date
              ) as "metric_time__day",
              sum(
                case
                  when ("events"."event_type" = 'page_view') then case
                    when "events"."event_count__measure" is not null then 1
                    else 0
                  end
                end
              ) as "page_views",
              sum(
                case
                  when ("events"."event_type" = 'package_shipped') then case
                    when "events"."event_count__measure" is not null then 1
                    else 0
                  end
                end
              ) as "packages_shipped"
            from
              (
                select
                  created_at as "created_at",
                  event_type as "event_type",
                  event_id as "event_count__measure"
                from
                  events as src
              ) as "events"
            where
              "events"."created_at" < cast(? as timestamp_ntz)
              and (
                ("events"."event_type" = 'page_view')
                or ("events"."event_type" = 'package_shipped')
              )
            group by
              1
          ) as "events"
        union all
        select
          "session_steps"."metric_time__day" as "metric_time__day",
          null as "page_views",
          null as "packages_shipped",
          "session_steps"."page_view_sessions" as "page_view_sessions",
          "session_steps"."package_shipped_sessions" as "package_shipped_sessions"
        from
          (
            select
              cast(
                cast(
                  convert_timezone(
                    'UTC',
                    cast("by_session"."session_started_at" as timestamp_tz)
                  ) as timestamp_ntz
                ) as date
              ) as "metric_time__day",
              sum("by_session"."page_view_sessions") as "page_view_sessions",
              sum("by_session"."package_shipped_sessions") as "package_shipped_sessions"
            from
              (
                select
                  "session_steps"."session" as "session",
                  min("session_steps"."session_started_at__of_row") as "session_started_at",
                  max(
                    case
                      when ("session_steps"."step" = 'page_view') then 1
                    end
                  ) as "page_view_sessions",
                  max(
                    case
                      when ("session_steps"."step" = 'package_shipped') then 1
                    end
                  ) as "package_shipped_sessions"
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
                    and "session_steps"."session_started_at__of_row" < cast(? as timestamp_ntz)
                  )
                group by
                  1
              ) as "by_session"
            where
              (
                "by_session"."session_started_at" < cast(? as timestamp_ntz)
                and (
                  "by_session"."page_view_sessions" is not null
                  or "by_session"."package_shipped_sessions" is not null
                )
              )
            group by
              1
          ) as "session_steps"
      ) as "sources"
    group by
      1
  ) as "combined"
order by
  "combined"."metric_time__day" asc nulls last
limit
  10001;
-- ? 1: "2021-03-01 00:00:00.000"
-- ? 2: "2021-03-01 00:00:00.000"
-- ? 3: "2021-03-01 00:00:00.000"
