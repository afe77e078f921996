-- rows
select
  "combined"."events" as "events",
  "combined"."page_views" as "page_views",
  "combined"."add_to_carts" as "add_to_carts",
  "combined"."checkouts" as "checkouts",
  "combined"."packages_shipped" as "packages_shipped",
  coalesce("combined"."page_view_sessions", 0) as "page_view_sessions",
  coalesce("combined"."add_to_cart_sessions", 0) as "add_to_cart_sessions"
from
  (
    select
      max("sources"."events") as "events",
      max("sources"."page_views") as "page_views",
      max("sources"."add_to_carts") as "add_to_carts",
      max("sources"."checkouts") as "checkouts",
      max("sources"."packages_shipped") as "packages_shipped",
      max("sources"."page_view_sessions") as "page_view_sessions",
      max("sources"."add_to_cart_sessions") as "add_to_cart_sessions"
    from
      (
        select
          "events"."events" as "events",
          "events"."page_views" as "page_views",
          "events"."add_to_carts" as "add_to_carts",
          "events"."checkouts" as "checkouts",
          "events"."packages_shipped" as "packages_shipped",
          null as "page_view_sessions",
          null as "add_to_cart_sessions"
        from
          (
            select
              sum(
                case
                  when "events"."event_count__measure" is not null then 1
                  else 0
                end
              ) as "events",
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
                  when ("events"."event_type" = 'add_to_cart') then case
                    when "events"."event_count__measure" is not null then 1
                    else 0
                  end
                end
              ) as "add_to_carts",
              sum(
                case
                  when ("events"."event_type" = 'checkout') then case
                    when "events"."event_count__measure" is not null then 1
                    else 0
                  end
                end
              ) as "checkouts",
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
                  event_id as "event_count__measure",
                  event_type as "event_type"
                from
                  events as src
              ) as "events"
            where
              "events"."created_at" < cast(? as timestamp)
          ) as "events"
        union all
        select
          null as "events",
          null as "page_views",
          null as "add_to_carts",
          null as "checkouts",
          null as "packages_shipped",
          "session_steps"."page_view_sessions" as "page_view_sessions",
          "session_steps"."add_to_cart_sessions" as "add_to_cart_sessions"
        from
          (
            select
              sum("by_session"."page_view_sessions") as "page_view_sessions",
              sum("by_session"."add_to_cart_sessions") as "add_to_cart_sessions"
            from
              (
                select
                  "session_steps"."session" as "session",
                  max(
                    case
                      when ("session_steps"."step" = 'page_view') then 1
                    end
                  ) as "page_view_sessions",
                  max(
                    case
                      when ("session_steps"."step" = 'add_to_cart') then 1
                    end
                  ) as "add_to_cart_sessions"
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
                    and "session_steps"."session_started_at__of_row" < cast(? as timestamp)
                  )
                group by
                  1
              ) as "by_session"
            where
              (
                "by_session"."page_view_sessions" is not null
                or "by_session"."add_to_cart_sessions" is not null
              )
          ) as "session_steps"
      ) as "sources"
  ) as "combined"
limit
  10001;
-- ? 1: "2021-03-01 00:00:00.000"
-- ? 2: "2021-03-01 00:00:00.000"
