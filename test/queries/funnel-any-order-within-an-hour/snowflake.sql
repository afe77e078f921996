-- funnelTotals
select
  coalesce("session_steps"."step__page_view", 0) as "step__page_view",
  coalesce("session_steps"."step__add_to_cart", 0) as "step__add_to_cart",
  coalesce("session_steps"."step__checkout", 0) as "step__checkout"
from
  (
    select
      sum(
        case
          when "distinct_session_steps"."__counted" is null then ("distinct_session_steps"."step__page_view" * 0)
          else "distinct_session_steps"."step__page_view"
        end
      ) as "step__page_view",
      sum(
        case
          when "distinct_session_steps"."__counted" is null then ("distinct_session_steps"."step__add_to_cart" * 0)
          else "distinct_session_steps"."step__add_to_cart"
        end
      ) as "step__add_to_cart",
      sum(
        case
          when "distinct_session_steps"."__counted" is null then ("distinct_session_steps"."step__checkout" * 0)
          else "distinct_session_steps"."step__checkout"
        end
      ) as "step__checkout"
    from
      (
        select
          "session_steps"."session__measure" as "__counted",
          max(
            case
              when (
                ("session_steps"."step" = 'page_view')
                and cast(
                  convert_timezone(
                    'UTC',
                    cast("session_steps"."occurred_at" as timestamp_tz)
                  ) as timestamp_ntz
                ) < dateadd(
                  hour,
                  1,
                  cast(
                    convert_timezone(
                      'UTC',
                      cast(
                        "session_started_at"."session_started_at" as timestamp_tz
                      )
                    ) as timestamp_ntz
                  )
                )
              ) then 1
            end
          ) as "step__page_view",
          max(
            case
              when (
                ("session_steps"."step" = 'add_to_cart')
                and cast(
                  convert_timezone(
                    'UTC',
                    cast("session_steps"."occurred_at" as timestamp_tz)
                  ) as timestamp_ntz
                ) < dateadd(
                  hour,
                  1,
                  cast(
                    convert_timezone(
                      'UTC',
                      cast(
                        "session_started_at"."session_started_at" as timestamp_tz
                      )
                    ) as timestamp_ntz
                  )
                )
              ) then 1
            end
          ) as "step__add_to_cart",
          max(
            case
              when (
                ("session_steps"."step" = 'checkout')
                and cast(
                  convert_timezone(
                    'UTC',
                    cast("session_steps"."occurred_at" as timestamp_tz)
                  ) as timestamp_ntz
                ) < dateadd(
                  hour,
                  1,
                  cast(
                    convert_timezone(
                      'UTC',
                      cast(
                        "session_started_at"."session_started_at" as timestamp_tz
                      )
                    ) as timestamp_ntz
                  )
                )
              ) then 1
            end
          ) as "step__checkout"
        from
          (
            select
              session_id as "session",
              step as "step",
              occurred_at as "occurred_at",
              session_id as "session__measure",
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
            (
              ("session_steps"."step" = 'page_view')
              and cast(
                convert_timezone(
                  'UTC',
                  cast("session_steps"."occurred_at" as timestamp_tz)
                ) as timestamp_ntz
              ) < dateadd(
                hour,
                1,
                cast(
                  convert_timezone(
                    'UTC',
                    cast(
                      "session_started_at"."session_started_at" as timestamp_tz
                    )
                  ) as timestamp_ntz
                )
              )
            )
            or (
              ("session_steps"."step" = 'add_to_cart')
              and cast(
                convert_timezone(
                  'UTC',
                  cast("session_steps"."occurred_at" as timestamp_tz)
                ) as timestamp_ntz
              ) < dateadd(
                hour,
                1,
                cast(
                  convert_timezone(
                    'UTC',
                    cast(
                      "session_started_at"."session_started_at" as timestamp_tz
                    )
                  ) as timestamp_ntz
                )
              )
            )
            or (
              ("session_steps"."step" = 'checkout')
              and cast(
                convert_timezone(
                  'UTC',
                  cast("session_steps"."occurred_at" as timestamp_tz)
                ) as timestamp_ntz
              ) < dateadd(
                hour,
                1,
                cast(
                  convert_timezone(
                    'UTC',
                    cast(
                      "session_started_at"."session_started_at" as timestamp_tz
                    )
                  ) as timestamp_ntz
                )
              )
            )
          )
        group by
          1
      ) as "distinct_session_steps"
  ) as "session_steps";
-- ? 1: "2021-03-10 00:00:00.000"
-- ? 2: "2021-03-10 00:00:00.000"
