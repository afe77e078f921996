-- rows
select
  "combined"."product__name" as "product__name",
  "combined"."product__name__is_other" as "product__name__is_other",
  "combined"."units_sold" as "units_sold",
  coalesce("combined"."page_view_sessions", 0) as "page_view_sessions",
  cast(
    coalesce("combined"."checkout_sessions", 0) as double
  ) / nullif(
    cast(
      coalesce("combined"."page_view_sessions", 0) as double
    ),
    0
  ) as "overall_conversion_rate"
from
  (
    select
      "sources"."product__name" as "product__name",
      "sources"."product__name__is_other" as "product__name__is_other",
      max("sources"."units_sold") as "units_sold",
      max("sources"."page_view_sessions") as "page_view_sessions",
      max("sources"."checkout_sessions") as "checkout_sessions"
    from
      (
        select
          "order_lines"."product__name" as "product__name",
          "order_lines"."product__name__is_other" as "product__name__is_other",
          "order_lines"."units_sold" as "units_sold",
          null as "page_view_sessions",
          null as "checkout_sessions"
        from
          (
            select
              case
                when "product__name__ranked"."product__name__ranked" = 1 then "product"."name"
              end as "product__name",
              case
                when "product__name__ranked"."product__name__ranked" = 1 then 0
                else 1
              end as "product__name__is_other",
              sum("order_lines"."units__measure") as "units_sold"
            from
              (
                select
                  created_at as "created_at",
                  product_id as "product",
                  quantity as "units__measure"
                from
                  (
                    select
                      i.order_id,
                      i.product_id,
                      i.quantity,
                      o.user_id,
                      o.promo_id,
                      o.created_at
                    from
                      order_items as i
                      join orders as o on o.order_id = i.order_id
                  ) as src
              ) as "order_lines"
              left join (
                select
                  product_id as "product",
                  name as "name"
                from
                  products as src
              ) as "product" on "product"."product" = "order_lines"."product"
              left join (
                select
                  "product__name__ranked"."product__name" as "product__name",
                  "product__name__ranked"."units_sold" as "units_sold",
                  1 as "product__name__ranked"
                from
                  (
                    select
                      "order_lines"."product__name" as "product__name",
                      "order_lines"."units_sold" as "units_sold"
                    from
                      (
                        select
                          "product"."name" as "product__name",
                          sum("order_lines"."units__measure") as "units_sold"
                        from
                          (
                            select
                              created_at as "created_at",
                              product_id as "product",
                              quantity as "units__measure"
                            from
                              (
                                select
                                  i.order_id,
                                  i.product_id,
                                  i.quantity,
                                  o.user_id,
                                  o.promo_id,
                                  o.created_at
                                from
                                  order_items as i
                                  join orders as o on o.order_id = i.order_id
                              ) as src
                          ) as "order_lines"
                          left join (
                            select
                              product_id as "product",
                              name as "name"
                            from
                              products as src
                          ) as "product" on "product"."product" = "order_lines"."product"
                        where
                          "order_lines"."created_at" < cast(? as timestamp_ntz)
                        group by
                          1
                      ) as "order_lines"
                    order by
                      "order_lines"."units_sold" desc nulls last,
                      "order_lines"."product__name" asc nulls last
                    limit
                      5
                  ) as "product__name__ranked"
              ) as "product__name__ranked" on "product__name__ranked"."product__name" is not distinct
            from
              "product"."name"
            where
              "order_lines"."created_at" < cast(? as timestamp_ntz)
            group by
              1,
              2
          ) as "order_lines"
        union all
        select
          "session_steps"."product__name" as "product__name",
          "session_steps"."product__name__is_other" as "product__name__is_other",
          null as "units_sold",
          "session_steps"."page_view_sessions" as "page_view_sessions",
          "session_steps"."checkout_sessions" as "checkout_sessions"
        from
          (
            select
              "by_session"."product__name" as "product__name",
              "by_session"."product__name__is_other" as "product__name__is_other",
              sum("by_session"."page_view_sessions") as "page_view_sessions",
              sum("by_session"."checkout_sessions") as "checkout_sessions"
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
                      when (
                        ("session_steps"."step" = 'page_view')
                        and "session_steps"."session_started_at__of_row" < cast(? as timestamp_ntz)
                      ) then 1
                    end
                  ) as "page_view_sessions",
                  max(
                    case
                      when (
                        ("session_steps"."step" = 'checkout')
                        and "session_steps"."session_started_at__of_row" < cast(? as timestamp_ntz)
                      ) then 1
                    end
                  ) as "checkout_sessions"
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
                  left join (
                    select
                      "product__name__ranked"."product__name" as "product__name",
                      "product__name__ranked"."units_sold" as "units_sold",
                      1 as "product__name__ranked"
                    from
                      (
                        select
                          "order_lines"."product__name" as "product__name",
                          "order_lines"."units_sold" as "units_sold"
                        from
                          (
                            select
                              "product"."name" as "product__name",
                              sum("order_lines"."units__measure") as "units_sold"
                            from
                              (
                                select
                                  created_at as "created_at",
                                  product_id as "product",
                                  quantity as "units__measure"
                                from
                                  (
                                    select
                                      i.order_id,
                                      i.product_id,
                                      i.quantity,
                                      o.user_id,
                                      o.promo_id,
                                      o.created_at
                                    from
                                      order_items as i
                                      join orders as o on o.order_id = i.order_id
                                  ) as src
                              ) as "order_lines"
                              left join (
                                select
                                  product_id as "product",
                                  name as "name"
                                from
                                  products as src
                              ) as "product" on "product"."product" = "order_lines"."product"
                            where
                              "order_lines"."created_at" < cast(? as timestamp_ntz)
                            group by
                              1
                          ) as "order_lines"
                        order by
                          "order_lines"."units_sold" desc nulls last,
                          "order_lines"."product__name" asc nulls last
                        limit
                          5
                      ) as "product__name__ranked"
                  ) as "product__name__ranked" on "product__name__ranked"."product__name" is not distinct
                from
                  "product"."name"
                where
                  (
                    ("session_steps"."step" = 'page_view')
                    or ("session_steps"."step" = 'checkout')
                  )
                group by
                  1,
                  2,
                  3
              ) as "by_session"
            where
              (
                "by_session"."session" is not null
                and (
                  "by_session"."page_view_sessions" is not null
                  or "by_session"."checkout_sessions" is not null
                )
              )
            group by
              1,
              2
          ) as "session_steps"
      ) as "sources"
    group by
      1,
      2
  ) as "combined"
order by
  "combined"."product__name" asc nulls last,
  "combined"."product__name__is_other" asc nulls last
limit
  10001;
-- ? 1: "2021-03-01 00:00:00.000"
-- ? 2: "2021-03-01 00:00:00.000"
-- ? 3: "2021-03-01 00:00:00.000"
-- ? 4: "2021-03-01 00:00:00.000"
-- ? 5: "2021-03-01 00:00:00.000"

-- totals
select
  "combined"."units_sold" as "units_sold",
  coalesce("combined"."page_view_sessions", 0) as "page_view_sessions"
from
  (
    select
      max("sources"."units_sold") as "units_sold",
      max("sources"."page_view_sessions") as "page_view_sessions"
    from
      (
        select
          "order_lines"."units_sold" as "units_sold",
          null as "page_view_sessions"
        from
          (
            select
              sum("order_lines"."units__measure") as "units_sold"
            from
              (
                select
                  created_at as "created_at",
                  quantity as "units__measure"
                from
                  (
                    select
                      i.order_id,
                      i.product_id,
                      i.quantity,
                      o.user_id,
                      o.promo_id,
                      o.created_at
                    from
                      order_items as i
                      join orders as o on o.order_id = i.order_id
                  ) as src
              ) as "order_lines"
            where
              "order_lines"."created_at" < cast(? as timestamp_ntz)
          ) as "order_lines"
        union all
        select
          null as "units_sold",
          "session_steps"."page_view_sessions" as "page_view_sessions"
        from
          (
            select
              sum("by_session"."page_view_sessions") as "page_view_sessions"
            from
              (
                select
                  "session_steps"."session" as "session",
                  max(
                    case
                      when ("session_steps"."step" = 'page_view') then 1
                    end
                  ) as "page_view_sessions"
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
              "by_session"."page_view_sessions" is not null
          ) as "session_steps"
      ) as "sources"
  ) as "combined";
-- ? 1: "2021-03-01 00:00:00.000"
-- ? 2: "2021-03-01 00:00:00.000"
