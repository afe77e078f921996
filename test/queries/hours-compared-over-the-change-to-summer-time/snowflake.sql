-- rows
select
  "calls"."metric_time__hour" as "metric_time__hour",
  "calls"."call_minutes" as "call_minutes",
  "before"."call_minutes__before" as "call_minutes__before",
  "before_2"."call_minutes__1_day_before" as "call_minutes__before_1_day"
from
  (
    select
      dateadd(
        nanosecond,
        datediff(
          nanosecond,
          convert_timezone(
            'UTC',
            ?,
            cast(
              convert_timezone('UTC', cast("calls"."called_at" as timestamp_tz)) as timestamp_ntz
            )
          ),
          date_trunc(
            'hour',
            convert_timezone(
              'UTC',
              ?,
              cast(
                convert_timezone('UTC', cast("calls"."called_at" as timestamp_tz)) as timestamp_ntz
              )
            )
          )
        ),
        cast(
          convert_timezone('UTC', cast("calls"."called_at" as timestamp_tz)) as timestamp_ntz
        )
      ) as "metric_time__hour",
      sum("calls"."minutes__measure") as "call_minutes"
    from
      (
        select
          called_at as "called_at",
          minutes as "minutes__measure"
        from
          calls as src
      ) as "calls"
    where
      (
        "calls"."called_at" >= cast(? as timestamp_ntz)
        and "calls"."called_at" < cast(? as timestamp_ntz)
      )
    group by
      1
  ) as "calls"
  left join (
    select
      dateadd(
        hour,
        1,
        cast("calls"."metric_time__hour" as timestamp_ntz)
      ) as "metric_time__hour",
      "calls"."call_minutes__before" as "call_minutes__before"
    from
      (
        select
          dateadd(
            nanosecond,
            datediff(
              nanosecond,
              convert_timezone(
                'UTC',
                ?,
                cast(
                  convert_timezone('UTC', cast("calls"."called_at" as timestamp_tz)) as timestamp_ntz
                )
              ),
              date_trunc(
                'hour',
                convert_timezone(
                  'UTC',
                  ?,
                  cast(
                    convert_timezone('UTC', cast("calls"."called_at" as timestamp_tz)) as timestamp_ntz
                  )
                )
              )
            ),
            cast(
              convert_timezone('UTC', cast("calls"."called_at" as timestamp_tz)) as timestamp_ntz
            )
          ) as "metric_time__hour",
          sum("calls"."minutes__measure") as "call_minutes__before"
        from
          (
            select
              called_at as "called_at",
              minutes as "minutes__measure"
            from
              calls as src
          ) as "calls"
        where
          (
            "calls"."called_at" >= cast(? as timestamp_ntz)
            and "calls"."called_at" < cast(? as timestamp_ntz)
          )
        group by
          1
      ) as "calls"
  ) as "before" on "before"."metric_time__hour" is not distinct
from
  "calls"."metric_time__hour"
  left join (
    select
      "calls"."metric_time__hour" as "metric_time__hour",
      "calls"."call_minutes__1_day_before" as "call_minutes__1_day_before"
    from
      (
        select
          convert_timezone(
            ?,
            'UTC',
            cast(
              date_trunc(
                'hour',
                dateadd(
                  day,
                  1,
                  convert_timezone(
                    'UTC',
                    ?,
                    cast(
                      convert_timezone('UTC', cast("calls"."called_at" as timestamp_tz)) as timestamp_ntz
                    )
                  )
                )
              ) as timestamp_ntz
            )
          ) as "metric_time__hour",
          sum("calls"."minutes__measure") as "call_minutes__1_day_before"
        from
          (
            select
              called_at as "called_at",
              minutes as "minutes__measure"
            from
              calls as src
          ) as "calls"
        where
          (
            "calls"."called_at" >= cast(? as timestamp_ntz)
            and "calls"."called_at" < cast(? as timestamp_ntz)
          )
        group by
          1
      ) as "calls"
  ) as "before_2" on "before_2"."metric_time__hour" is not distinct
from
  "calls"."metric_time__hour"
order by
  "calls"."metric_time__hour" asc nulls last
limit
  10001;
-- ? 1: "America/New_York"
-- ? 2: "America/New_York"
-- ? 3: "2021-03-14 05:00:00.000"
-- ? 4: "2021-04-01 00:00:00.000"
-- ? 5: "America/New_York"
-- ? 6: "America/New_York"
-- ? 7: "2021-03-14 04:00:00.000"
-- ? 8: "2021-04-01 00:00:00.000"
-- ? 9: "America/New_York"
-- ? 10: "America/New_York"
-- ? 11: "2021-03-13 05:00:00.000"
-- ? 12: "2021-03-31 04:00:00.000"
