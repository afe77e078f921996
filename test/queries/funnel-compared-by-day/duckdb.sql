-- funnel
select
  "session_steps"."metric_time__day" as "metric_time__day",
  coalesce("session_steps"."step__page_view", 0) as "step__page_view",
  coalesce("session_steps"."step__add_to_cart", 0) as "step__add_to_cart",
  coalesce("session_steps"."step__checkout", 0) as "step__checkout",
  coalesce("before"."step__page_view__before_1", 0) as "step__page_view__before_1",
  coalesce("before"."step__add_to_cart__before_1", 0) as "step__add_to_cart__before_1",
  coalesce("before"."step__checkout__before_1", 0) as "step__checkout__before_1"
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
  left join (
    select
      cast(
        (
          "session_steps"."metric_time__day" + interval '1 day'
        ) as date
      ) as "metric_time__day",
      "session_steps"."step__page_view__before_1" as "step__page_view__before_1",
      "session_steps"."step__add_to_cart__before_1" as "step__add_to_cart__before_1",
      "session_steps"."step__checkout__before_1" as "step__checkout__before_1"
    from
      (
        select
          cast("by_session"."session_started_at" as date) as "metric_time__day",
          sum("by_session"."step__page_view__before_1") as "step__page_view__before_1",
          sum("by_session"."step__add_to_cart__before_1") as "step__add_to_cart__before_1",
          sum("by_session"."step__checkout__before_1") as "step__checkout__before_1"
        from
          (
            select
              "session_steps"."session" as "session",
              min("session_steps"."session_started_at__of_row") as "session_started_at",
              max(
                case
                  when ("session_steps"."step" = 'page_view') then 1
                end
              ) as "step__page_view__before_1",
              max(
                case
                  when ("session_steps"."step" = 'add_to_cart') then 1
                end
              ) as "step__add_to_cart__before_1",
              max(
                case
                  when ("session_steps"."step" = 'checkout') then 1
                end
              ) as "step__checkout__before_1"
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
              "by_session"."step__page_view__before_1" is not null
              or "by_session"."step__add_to_cart__before_1" is not null
              or "by_session"."step__checkout__before_1" is not null
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
  ) as "before" on "before"."metric_time__day" is not distinct from "session_steps"."metric_time__day"
order by
  "session_steps"."metric_time__day" asc nulls last
limit
  10001;
-- ? 1: "2021-03-02 00:00:00.000"
-- ? 2: "2021-03-10 00:00:00.000"
-- ? 3: "2021-03-02 00:00:00.000"
-- ? 4: "2021-03-05 00:00:00.000"
-- ? 5: "2021-03-02 00:00:00.000"
-- ? 6: "2021-03-01 00:00:00.000"
-- ? 7: "2021-03-10 00:00:00.000"
-- ? 8: "2021-03-01 00:00:00.000"
-- ? 9: "2021-03-04 00:00:00.000"
-- ? 10: "2021-03-01 00:00:00.000"

-- funnelTotals
select
  coalesce("session_steps"."step__page_view", 0) as "step__page_view",
  coalesce("session_steps"."step__add_to_cart", 0) as "step__add_to_cart",
  coalesce("session_steps"."step__checkout", 0) as "step__checkout",
  coalesce("before"."step__page_view__before_1", 0) as "step__page_view__before_1",
  coalesce("before"."step__add_to_cart__before_1", 0) as "step__add_to_cart__before_1",
  coalesce("before"."step__checkout__before_1", 0) as "step__checkout__before_1",
  coalesce("before_2"."step__page_view__before_2", 0) as "step__page_view__before_2",
  coalesce("before_2"."step__add_to_cart__before_2", 0) as "step__add_to_cart__before_2",
  coalesce("before_2"."step__checkout__before_2", 0) as "step__checkout__before_2"
from
  (
    select
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
  ) as "session_steps"
  left join (
    select
      "session_steps"."step__page_view__before_1" as "step__page_view__before_1",
      "session_steps"."step__add_to_cart__before_1" as "step__add_to_cart__before_1",
      "session_steps"."step__checkout__before_1" as "step__checkout__before_1"
    from
      (
        select
          sum("by_session"."step__page_view__before_1") as "step__page_view__before_1",
          sum("by_session"."step__add_to_cart__before_1") as "step__add_to_cart__before_1",
          sum("by_session"."step__checkout__before_1") as "step__checkout__before_1"
        from
          (
            select
              "session_steps"."session" as "session",
              min("session_steps"."session_started_at__of_row") as "session_started_at",
              max(
                case
                  when ("session_steps"."step" = 'page_view') then 1
                end
              ) as "step__page_view__before_1",
              max(
                case
                  when ("session_steps"."step" = 'add_to_cart') then 1
                end
              ) as "step__add_to_cart__before_1",
              max(
                case
                  when ("session_steps"."step" = 'checkout') then 1
                end
              ) as "step__checkout__before_1"
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
              "by_session"."step__page_view__before_1" is not null
              or "by_session"."step__add_to_cart__before_1" is not null
              or "by_session"."step__checkout__before_1" is not null
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
      ) as "session_steps"
  ) as "before" on 1 = 1
  left join (
    select
      "session_steps"."step__page_view__before_2" as "step__page_view__before_2",
      "session_steps"."step__add_to_cart__before_2" as "step__add_to_cart__before_2",
      "session_steps"."step__checkout__before_2" as "step__checkout__before_2"
    from
      (
        select
          sum("by_session"."step__page_view__before_2") as "step__page_view__before_2",
          sum("by_session"."step__add_to_cart__before_2") as "step__add_to_cart__before_2",
          sum("by_session"."step__checkout__before_2") as "step__checkout__before_2"
        from
          (
            select
              "session_steps"."session" as "session",
              min("session_steps"."session_started_at__of_row") as "session_started_at",
              max(
                case
                  when ("session_steps"."step" = 'page_view') then 1
                end
              ) as "step__page_view__before_2",
              max(
                case
                  when ("session_steps"."step" = 'add_to_cart') then 1
                end
              ) as "step__add_to_cart__before_2",
              max(
                case
                  when ("session_steps"."step" = 'checkout') then 1
                end
              ) as "step__checkout__before_2"
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
              "by_session"."step__page_view__before_2" is not null
              or "by_session"."step__add_to_cart__before_2" is not null
              or "by_session"."step__checkout__before_2" is not null
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
      ) as "session_steps"
  ) as "before_2" on 1 = 1;
-- ? 1: "2021-03-02 00:00:00.000"
-- ? 2: "2021-03-10 00:00:00.000"
-- ? 3: "2021-03-02 00:00:00.000"
-- ? 4: "2021-03-05 00:00:00.000"
-- ? 5: "2021-03-02 00:00:00.000"
-- ? 6: "2021-02-27 00:00:00.000"
-- ? 7: "2021-03-10 00:00:00.000"
-- ? 8: "2021-02-27 00:00:00.000"
-- ? 9: "2021-03-02 00:00:00.000"
-- ? 10: "2021-02-27 00:00:00.000"
-- ? 11: "2021-03-01 00:00:00.000"
-- ? 12: "2021-03-10 00:00:00.000"
-- ? 13: "2021-03-01 00:00:00.000"
-- ? 14: "2021-03-02 00:00:00.000"
-- ? 15: "2021-03-01 00:00:00.000"
