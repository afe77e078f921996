-- funnel
select
  "session_steps"."metric_time__week" as "metric_time__week",
  "session_steps"."product__name" as "product__name",
  coalesce("session_steps"."step__page_view", 0) as "step__page_view",
  coalesce("session_steps"."step__add_to_cart", 0) as "step__add_to_cart",
  coalesce("session_steps"."step__checkout", 0) as "step__checkout"
from
  (
    select
      "distinct_session_steps"."metric_time__week" as "metric_time__week",
      "distinct_session_steps"."product__name" as "product__name",
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
          cast(
            date_trunc(
              'week',
              cast(
                convert_timezone(
                  'UTC',
                  cast(
                    "session_started_at"."session_started_at" as timestamp_tz
                  )
                ) as timestamp_ntz
              )
            ) as date
          ) as "metric_time__week",
          "product"."name" as "product__name",
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
              product_id as "product",
              step as "step",
              session_id as "session__measure",
              occurred_at as "session_started_at__of_row"
            from
              (
                select
                  e.session_id,
                  e.user_id,
                  e.event_type as step,
                  e.created_at as occurred_at,
                  coalesce(e.product_id, i.product_id) as product_id
                from
                  events as e
                  left join order_items as i on i.order_id = e.order_id
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
              (
                "session_started_at"."session_started_at" >= cast(? as timestamp_ntz)
                and "session_started_at"."session_started_at" < cast(? as timestamp_ntz)
              )
          ) as "session_started_at" on "session_started_at"."session" = "session_steps"."session"
          left join (
            select
              product_id as "product",
              name as "name"
            from
              products as src
          ) as "product" on "product"."product" = "session_steps"."product"
        where
          (
            "session_steps"."session_started_at__of_row" >= cast(? as timestamp_ntz)
            and "session_steps"."session_started_at__of_row" < cast(? as timestamp_ntz)
          )
          and (
            ("session_steps"."step" = 'page_view')
            or ("session_steps"."step" = 'add_to_cart')
            or ("session_steps"."step" = 'checkout')
          )
        group by
          1,
          2,
          3
      ) as "distinct_session_steps"
    group by
      1,
      2
  ) as "session_steps"
order by
  "session_steps"."metric_time__week" asc nulls last,
  "session_steps"."product__name" asc nulls last
limit
  10001;
-- ? 1: "2021-01-04 00:00:00.000"
-- ? 2: "2021-03-01 00:00:00.000"
-- ? 3: "2021-01-04 00:00:00.000"
-- ? 4: "2021-03-01 00:00:00.000"

-- funnelTotals
select
  coalesce("session_steps"."step__page_view", 0) as "step__page_view",
  coalesce("session_steps"."step__add_to_cart", 0) as "step__add_to_cart",
  coalesce("session_steps"."step__checkout", 0) as "step__checkout"
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
            and "session_steps"."session_started_at__of_row" >= cast(? as timestamp_ntz)
            and "session_steps"."session_started_at__of_row" < cast(? as timestamp_ntz)
          )
        group by
          1
      ) as "by_session"
    where
      (
        (
          "by_session"."session_started_at" >= cast(? as timestamp_ntz)
          and "by_session"."session_started_at" < cast(? as timestamp_ntz)
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
          "all_session_steps"."session_started_at__of_row" < cast(? as timestamp_ntz)
          and "all_session_steps"."session" = "by_session"."session"
      )
  ) as "session_steps";
-- ? 1: "2021-01-04 00:00:00.000"
-- ? 2: "2021-03-01 00:00:00.000"
-- ? 3: "2021-01-04 00:00:00.000"
-- ? 4: "2021-03-01 00:00:00.000"
-- ? 5: "2021-01-04 00:00:00.000"
