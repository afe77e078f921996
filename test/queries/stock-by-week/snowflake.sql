-- rows
select
  "combined"."metric_time__week" as "metric_time__week",
  "combined"."stock" as "stock",
  "combined"."items_kept" as "items_kept",
  "combined"."largest_stock" as "largest_stock",
  "combined"."average_stock" as "average_stock",
  "combined"."empty_items" as "empty_items",
  (
    "combined"."stock" - "combined"."stock__1_period_before"
  ) as "stock_delta"
from
  (
    select
      "sources"."metric_time__week" as "metric_time__week",
      max("sources"."stock") as "stock",
      max("sources"."items_kept") as "items_kept",
      max("sources"."largest_stock") as "largest_stock",
      max("sources"."average_stock") as "average_stock",
      max("sources"."empty_items") as "empty_items",
      max("sources"."stock__1_period_before") as "stock__1_period_before",
      max(max("sources"."__present")) over (
        partition by
          "sources"."metric_time__week"
      ) as "__present"
    from
      (
        select
          "item_versions"."metric_time__week" as "metric_time__week",
          "item_versions"."stock" as "stock",
          "item_versions"."items_kept" as "items_kept",
          "item_versions"."largest_stock" as "largest_stock",
          "item_versions"."average_stock" as "average_stock",
          "item_versions"."empty_items" as "empty_items",
          null as "stock__1_period_before",
          1 as "__present"
        from
          (
            select
              cast(date_trunc('week', "periods"."__period") as date) as "metric_time__week",
              sum("versions"."stock__measure") as "stock",
              count(distinct "versions"."items_kept__measure") as "items_kept",
              max("versions"."largest_stock__measure") as "largest_stock",
              avg(
                cast("versions"."average_stock__measure" as double)
              ) as "average_stock",
              sum(
                case
                  when "versions"."empty_items__measure" then 1
                  else 0
                end
              ) as "empty_items"
            from
              (
                select distinct
                  cast(date_trunc('week', src.day) as date) as "__period"
                from
                  days as src
                where
                  src.day >= cast(
                    date_trunc(
                      'week',
                      (
                        select
                          min(
                            cast(
                              convert_timezone('UTC', "item_versions"."valid_from__of_row") as timestamp_ntz
                            )
                          )
                        from
                          (
                            select
                              valid_from as "valid_from__of_row"
                            from
                              (
                                select
                                  scd_id,
                                  item_id,
                                  quantity,
                                  price,
                                  valid_from,
                                  valid_to,
                                  lag(quantity) over (
                                    partition by
                                      item_id
                                    order by
                                      valid_from
                                  ) as previous_quantity,
                                  row_number() over (
                                    partition by
                                      item_id
                                    order by
                                      valid_from
                                  ) as version_number
                                from
                                  items_snapshot
                              ) as src
                          ) as "item_versions"
                      )
                    ) as date
                  )
                  and src.day < cast(? as timestamp_ntz)
              ) as "periods"
              inner join (
                select
                  "item_versions"."valid_from" as "valid_from",
                  "item_versions"."valid_to" as "valid_to",
                  "item_versions"."stock__measure" as "stock__measure",
                  "item_versions"."items_kept__measure" as "items_kept__measure",
                  "item_versions"."largest_stock__measure" as "largest_stock__measure",
                  "item_versions"."average_stock__measure" as "average_stock__measure",
                  "item_versions"."empty_items__measure" as "empty_items__measure"
                from
                  (
                    select
                      valid_from as "valid_from",
                      valid_to as "valid_to",
                      quantity as "stock__measure",
                      item_id as "items_kept__measure",
                      quantity as "largest_stock__measure",
                      quantity as "average_stock__measure",
                      quantity = 0 as "empty_items__measure"
                    from
                      (
                        select
                          scd_id,
                          item_id,
                          quantity,
                          price,
                          valid_from,
                          valid_to,
                          lag(quantity) over (
                            partition by
                              item_id
                            order by
                              valid_from
                          ) as previous_quantity,
                          row_number() over (
                            partition by
                              item_id
                            order by
                              valid_from
                          ) as version_number
                        from
                          items_snapshot
                      ) as src
                  ) as "item_versions"
              ) as "versions" on (
                "versions"."valid_from" < least(
                  dateadd(
                    week,
                    1,
                    cast("periods"."__period" as timestamp_ntz)
                  ),
                  cast(? as timestamp_ntz)
                )
                and (
                  "versions"."valid_to" is null
                  or "versions"."valid_to" >= least(
                    dateadd(
                      week,
                      1,
                      cast("periods"."__period" as timestamp_ntz)
                    ),
                    cast(? as timestamp_ntz)
                  )
                )
              )
            group by
              1
          ) as "item_versions"
        union all
        select
          "item_versions"."metric_time__week" as "metric_time__week",
          null as "stock",
          null as "items_kept",
          null as "largest_stock",
          null as "average_stock",
          null as "empty_items",
          "item_versions"."stock__1_period_before" as "stock__1_period_before",
          0 as "__present"
        from
          (
            select
              cast(date_trunc('week', "periods"."__period") as date) as "metric_time__week",
              sum("versions"."stock__measure") as "stock__1_period_before"
            from
              (
                select distinct
                  cast(date_trunc('week', src.day) as date) as "__period"
                from
                  days as src
                where
                  src.day >= cast(
                    date_trunc(
                      'week',
                      (
                        select
                          min(
                            cast(
                              convert_timezone('UTC', "item_versions"."valid_from__of_row") as timestamp_ntz
                            )
                          )
                        from
                          (
                            select
                              valid_from as "valid_from__of_row"
                            from
                              (
                                select
                                  scd_id,
                                  item_id,
                                  quantity,
                                  price,
                                  valid_from,
                                  valid_to,
                                  lag(quantity) over (
                                    partition by
                                      item_id
                                    order by
                                      valid_from
                                  ) as previous_quantity,
                                  row_number() over (
                                    partition by
                                      item_id
                                    order by
                                      valid_from
                                  ) as version_number
                                from
                                  items_snapshot
                              ) as src
                          ) as "item_versions"
                      )
                    ) as date
                  )
                  and src.day < cast(? as timestamp_ntz)
              ) as "periods"
              inner join (
                select
                  "item_versions"."valid_from" as "valid_from",
                  "item_versions"."valid_to" as "valid_to",
                  "item_versions"."stock__measure" as "stock__measure"
                from
                  (
                    select
                      valid_from as "valid_from",
                      valid_to as "valid_to",
                      quantity as "stock__measure"
                    from
                      (
                        select
                          scd_id,
                          item_id,
                          quantity,
                          price,
                          valid_from,
                          valid_to,
                          lag(quantity) over (
                            partition by
                              item_id
                            order by
                              valid_from
                          ) as previous_quantity,
                          row_number() over (
                            partition by
                              item_id
                            order by
                              valid_from
                          ) as version_number
                        from
                          items_snapshot
                      ) as src
                  ) as "item_versions"
              ) as "versions" on (
                "versions"."valid_from" < least("periods"."__period", cast(? as timestamp_ntz))
                and (
                  "versions"."valid_to" is null
                  or "versions"."valid_to" >= least("periods"."__period", cast(? as timestamp_ntz))
                )
              )
            group by
              1
          ) as "item_versions"
      ) as "sources"
    group by
      1
  ) as "combined"
where
  "combined"."__present" = 1
order by
  "combined"."metric_time__week" asc nulls last
limit
  10001;
-- ? 1: "2021-03-15 00:00:00.000"
-- ? 2: "2021-03-10 12:00:00.000"
-- ? 3: "2021-03-10 12:00:00.000"
-- ? 4: "2021-03-15 00:00:00.000"
-- ? 5: "2021-03-10 12:00:00.000"
-- ? 6: "2021-03-10 12:00:00.000"

-- totals
select
  "item_versions"."stock" as "stock",
  "item_versions"."items_kept" as "items_kept",
  "item_versions"."empty_items" as "empty_items"
from
  (
    select
      sum("item_versions"."stock__measure") as "stock",
      case
        when count(*) > 0 then count(distinct "item_versions"."items_kept__measure")
      end as "items_kept",
      sum(
        case
          when "item_versions"."empty_items__measure" then 1
          else 0
        end
      ) as "empty_items"
    from
      (
        select
          valid_from as "valid_from",
          valid_to as "valid_to",
          quantity as "stock__measure",
          item_id as "items_kept__measure",
          quantity = 0 as "empty_items__measure"
        from
          (
            select
              scd_id,
              item_id,
              quantity,
              price,
              valid_from,
              valid_to,
              lag(quantity) over (
                partition by
                  item_id
                order by
                  valid_from
              ) as previous_quantity,
              row_number() over (
                partition by
                  item_id
                order by
                  valid_from
              ) as version_number
            from
              items_snapshot
          ) as src
      ) as "item_versions"
    where
      (
        "item_versions"."valid_from" < cast(? as timestamp_ntz)
        and (
          "item_versions"."valid_to" is null
          or "item_versions"."valid_to" >= cast(? as timestamp_ntz)
        )
      )
  ) as "item_versions";
-- ? 1: "2021-03-10 12:00:00.000"
-- ? 2: "2021-03-10 12:00:00.000"
