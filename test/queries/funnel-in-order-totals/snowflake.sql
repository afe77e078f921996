-- funnelTotals
with
  "funnel_events" as (
    select
      "session_steps"."session" as "session",
      "session_steps"."occurred_at__of_row" as "occurred_at__of_row",
      "session_steps"."step" as "step",
      "session_started_at"."session_started_at" as "session_started_at",
      "session_steps"."session" as "__unit",
      cast(
        convert_timezone(
          'UTC',
          cast(
            "session_steps"."occurred_at__of_row" as timestamp_tz
          )
        ) as timestamp_ntz
      ) as "__event_time"
    from
      (
        select
          session_id as "session",
          occurred_at as "occurred_at__of_row",
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
      ) as "session_started_at" on "session_started_at"."session" = "session_steps"."session"
    where
      (
        "session_started_at"."session_started_at" < cast(? as timestamp_ntz)
        and "session_steps"."occurred_at__of_row" < cast(? as timestamp_ntz)
      )
  )
select
  coalesce("checkout_in_order"."step__page_view", 0) as "step__page_view",
  coalesce("checkout_in_order"."step__add_to_cart", 0) as "step__add_to_cart",
  coalesce("checkout_in_order"."step__checkout", 0) as "step__checkout"
from
  (
    select
      sum("units"."step__page_view") as "step__page_view",
      sum("units"."step__add_to_cart") as "step__add_to_cart",
      sum("units"."step__checkout") as "step__checkout"
    from
      (
        select
          "m"."__unit" as "__unit",
          max(
            case
              when "m"."step__page_view" is not null then 1
              else 0
            end
          ) as "step__page_view",
          max(
            case
              when "m"."step__add_to_cart" is not null then 1
              else 0
            end
          ) as "step__add_to_cart",
          max(
            case
              when "m"."step__checkout" is not null then 1
              else 0
            end
          ) as "step__checkout"
        from
          (
            select
              "m"."__unit" as "__unit",
              "m"."step__page_view" as "step__page_view",
              "m"."step__add_to_cart" as "step__add_to_cart",
              min("e"."__event_time") as "step__checkout"
            from
              (
                select
                  "m"."__unit" as "__unit",
                  "m"."step__page_view" as "step__page_view",
                  min("e"."__event_time") as "step__add_to_cart"
                from
                  (
                    select
                      "m"."__unit" as "__unit",
                      "m"."__event_time" as "step__page_view"
                    from
                      (
                        select
                          "funnel_events"."__unit" as "__unit",
                          "funnel_events"."__event_time" as "__event_time"
                        from
                          "funnel_events"
                        where
                          ("funnel_events"."step" = 'page_view')
                      ) as "m"
                    group by
                      1,
                      2
                  ) as "m"
                  left join (
                    select
                      "funnel_events"."__unit" as "__unit",
                      "funnel_events"."__event_time" as "__event_time"
                    from
                      "funnel_events"
                    where
                      ("funnel_events"."step" = 'add_to_cart')
                  ) as "e" on "e"."__unit" is not distinct
                from
                  "m"."__unit"
                  and "e"."__event_time" > "m"."step__page_view"
                  and "e"."__event_time" < dateadd(
                    day,
                    1,
                    cast("m"."step__page_view" as timestamp_ntz)
                  )
                group by
                  1,
                  2
              ) as "m"
              left join (
                select
                  "funnel_events"."__unit" as "__unit",
                  "funnel_events"."__event_time" as "__event_time"
                from
                  "funnel_events"
                where
                  ("funnel_events"."step" = 'checkout')
              ) as "e" on "e"."__unit" is not distinct
            from
              "m"."__unit"
              and "e"."__event_time" > "m"."step__add_to_cart"
              and "e"."__event_time" < dateadd(
                day,
                1,
                cast("m"."step__page_view" as timestamp_ntz)
              )
            group by
              1,
              2,
              3
          ) as "m"
        group by
          1
      ) as "units"
    where
      "units"."step__page_view" = 1
  ) as "checkout_in_order";
-- ? 1: "2021-03-01 00:00:00.000"
-- ? 2: "2021-03-01 00:00:00.000"
