-- rows
select
  "session_steps"."metric_time__day" as "metric_time__day",
  "session_steps"."product__name" as "product__name",
  "session_steps"."product__name__is_other" as "product__name__is_other",
  coalesce("session_steps"."add_to_cart_sessions", 0) as "add_to_cart_sessions"
from
  (
    select
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
      "by_session"."product__name" as "product__name",
      "by_session"."product__name__is_other" as "product__name__is_other",
      sum("by_session"."add_to_cart_sessions") as "add_to_cart_sessions"
    from
      (
        select
          "session_steps"."session" as "session",
          case
            when "product__name__ranked"."product__name__ranked" = 1 then "product"."name"
          end as "product__name",
          case
            when "product__name__ranked"."product__name__ranked" = 1 then 0
            else 1
          end as "product__name__is_other",
          max(
            case
              when "session_steps"."session_started_at__of_row" < cast(? as timestamp_ntz) then 1
            end
          ) as "add_to_cart_sessions"
        from
          (
            select
              session_id as "session",
              product_id as "product",
              step as "step",
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
          left join (
            select
              product_id as "product",
              name as "name"
            from
              products as src
          ) as "product" on "product"."product" = "session_steps"."product"
          inner join (
            select
              "product__name__ranked"."product__name" as "product__name",
              "product__name__ranked"."page_view_sessions" as "page_view_sessions",
              1 as "product__name__ranked"
            from
              (
                select
                  "session_steps"."product__name" as "product__name",
                  coalesce("session_steps"."page_view_sessions", 0) as "page_view_sessions"
                from
                  (
                    select
                      "by_session"."product__name" as "product__name",
                      sum("by_session"."page_view_sessions") as "page_view_sessions"
                    from
                      (
                        select
                          "session_steps"."session" as "session",
                          "product"."name" as "product__name",
                          max(
                            case
                              when "session_steps"."session_started_at__of_row" < cast(? as timestamp_ntz) then 1
                            end
                          ) as "page_view_sessions"
                        from
                          (
                            select
                              session_id as "session",
                              product_id as "product",
                              step as "step",
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
                          left join (
                            select
                              product_id as "product",
                              name as "name"
                            from
                              products as src
                          ) as "product" on "product"."product" = "session_steps"."product"
                        where
                          ("session_steps"."step" = 'page_view')
                        group by
                          1,
                          2
                      ) as "by_session"
                    where
                      (
                        "by_session"."session" is not null
                        and "by_session"."page_view_sessions" is not null
                      )
                    group by
                      1
                  ) as "session_steps"
                order by
                  coalesce("session_steps"."page_view_sessions", 0) desc nulls last,
                  "session_steps"."product__name" asc nulls last
                limit
                  3
              ) as "product__name__ranked"
          ) as "product__name__ranked" on "product__name__ranked"."product__name" is not distinct
        from
          "product"."name"
        where
          ("session_steps"."step" = 'add_to_cart')
        group by
          1,
          2,
          3
      ) as "by_session"
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
      ) as "session_started_at" on "session_started_at"."session" = "by_session"."session"
    where
      "by_session"."add_to_cart_sessions" is not null
    group by
      1,
      2,
      3
  ) as "session_steps"
order by
  "session_steps"."metric_time__day" asc nulls last,
  "session_steps"."product__name" asc nulls last,
  "session_steps"."product__name__is_other" asc nulls last
limit
  10001;
-- ? 1: "2021-03-01 00:00:00.000"
-- ? 2: "2021-03-01 00:00:00.000"
