-- rows
select
  "combined"."metric_time__week" as "metric_time__week",
  "combined"."stock" as "stock",
  "combined"."units_shipped" as "units_shipped",
  "combined"."versions" as "versions",
  cast("combined"."stock" as double) / nullif(cast("combined"."units_shipped" as double), 0) as "stock_cover"
from
  (
    select
      "sources"."metric_time__week" as "metric_time__week",
      max("sources"."stock") as "stock",
      max("sources"."units_shipped") as "units_shipped",
      max("sources"."versions") as "versions"
    from
      (
        select
          "item_versions"."metric_time__week" as "metric_time__week",
          "item_versions"."stock" as "stock",
          null as "units_shipped",
          null as "versions"
        from
          (
            select
              cast(date_trunc('week', "periods"."__period") as date) as "metric_time__week",
              sum("versions"."stock__measure") as "stock"
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
          "shipments"."metric_time__week" as "metric_time__week",
          null as "stock",
          "shipments"."units_shipped" as "units_shipped",
          null as "versions"
        from
          (
            select
              cast(
                date_trunc(
                  'week',
                  cast("shipments"."shipped_at" as timestamp_ntz)
                ) as date
              ) as "metric_time__week",
              sum("shipments"."units__measure") as "units_shipped"
            from
              (
                select
                  shipped_at as "shipped_at",
                  units as "units__measure"
                from
                  shipments as src
              ) as "shipments"
            where
              "shipments"."shipped_at" < cast(? as timestamp_ntz)
            group by
              1
          ) as "shipments"
        union all
        select
          "item_versions"."metric_time__week" as "metric_time__week",
          null as "stock",
          null as "units_shipped",
          "item_versions"."versions" as "versions"
        from
          (
            select
              cast(
                date_trunc(
                  'week',
                  cast(
                    convert_timezone('UTC', "item_versions"."valid_from") as timestamp_ntz
                  )
                ) as date
              ) as "metric_time__week",
              sum(
                case
                  when "item_versions"."versions__measure" is not null then 1
                  else 0
                end
              ) as "versions"
            from
              (
                select
                  valid_from as "valid_from",
                  scd_id as "versions__measure"
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
              "item_versions"."valid_from" < cast(? as timestamp_ntz)
            group by
              1
          ) as "item_versions"
      ) as "sources"
    group by
      1
  ) as "combined"
order by
  "combined"."metric_time__week" asc nulls last
limit
  10001;
-- ? 1: "2021-03-15 00:00:00.000"
-- ? 2: "2021-03-10 12:00:00.000"
-- ? 3: "2021-03-10 12:00:00.000"
-- ? 4: "2021-03-10 12:00:00.000"
-- ? 5: "2021-03-10 12:00:00.000"

-- totals
select
  "combined"."stock" as "stock",
  "combined"."units_shipped" as "units_shipped",
  "combined"."versions" as "versions",
  cast("combined"."stock" as double) / nullif(cast("combined"."units_shipped" as double), 0) as "stock_cover"
from
  (
    select
      max("sources"."stock") as "stock",
      max("sources"."units_shipped") as "units_shipped",
      max("sources"."versions") as "versions"
    from
      (
        select
          "item_versions"."stock" as "stock",
          null as "units_shipped",
          null as "versions"
        from
          (
            select
              sum("item_versions"."stock__measure") as "stock"
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
            where
              (
                "item_versions"."valid_from" < cast(? as timestamp_ntz)
                and (
                  "item_versions"."valid_to" is null
                  or "item_versions"."valid_to" >= cast(? as timestamp_ntz)
                )
              )
          ) as "item_versions"
        union all
        select
          null as "stock",
          "shipments"."units_shipped" as "units_shipped",
          null as "versions"
        from
          (
            select
              sum("shipments"."units__measure") as "units_shipped"
            from
              (
                select
                  shipped_at as "shipped_at",
                  units as "units__measure"
                from
                  shipments as src
              ) as "shipments"
            where
              "shipments"."shipped_at" < cast(? as timestamp_ntz)
          ) as "shipments"
        union all
        select
          null as "stock",
          null as "units_shipped",
          "item_versions"."versions" as "versions"
        from
          (
            select
              sum(
                case
                  when "item_versions"."versions__measure" is not null then 1
                  else 0
                end
              ) as "versions"
            from
              (
                select
                  valid_from as "valid_from",
                  scd_id as "versions__measure"
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
              "item_versions"."valid_from" < cast(? as timestamp_ntz)
          ) as "item_versions"
      ) as "sources"
  ) as "combined";
-- ? 1: "2021-03-10 12:00:00.000"
-- ? 2: "2021-03-10 12:00:00.000"
-- ? 3: "2021-03-10 12:00:00.000"
-- ? 4: "2021-03-10 12:00:00.000"
