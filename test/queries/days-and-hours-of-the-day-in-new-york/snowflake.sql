-- rows
select
  "events"."event__happened_at__day" as "event__happened_at__day",
  "events"."event__happened_at__extract_hour" as "event__happened_at__extract_hour",
  "events"."events" as "events"
from
  (
    select
      cast(
        convert_timezone('UTC', ?, "events"."happened_at") as date
      ) as "event__happened_at__day",
      hour(
        convert_timezone('UTC', ?, "events"."happened_at")
      ) as "event__happened_at__extract_hour",
      sum(
        case
          when "events"."events__measure" is not null then 1
          else 0
        end
      ) as "events"
    from
      (
        select
          happened_at as "happened_at",
          event_id as "events__measure",
          user_id as "user"
        from
          events as src
      ) as "events"
    where
      "events"."happened_at" < cast(? as timestamp_ntz)
      and "events"."user" is not null
    group by
      1,
      2
  ) as "events"
order by
  "events"."event__happened_at__day" asc nulls last,
  "events"."event__happened_at__extract_hour" asc nulls last
limit
  10001;
-- ? 1: "America/New_York"
-- ? 2: "America/New_York"
-- ? 3: "2021-04-01 00:00:00.000"
