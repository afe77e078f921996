-- rows
select
  "events"."user__country" as "user__country",
  "events"."events_of_active_users" as "events_of_active_users",
  "events"."events" as "events"
from
  (
    select
      "user"."country" as "user__country",
      sum(
        case
          when ("visits__by_user"."visits" >= 2) then case
            when "events"."events__measure" is not null then 1
            else 0
          end
        end
      ) as "events_of_active_users",
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
          user_id as "user",
          event_id as "events__measure"
        from
          events as src
      ) as "events"
      left join (
        select
          user_id as "user",
          country as "country"
        from
          users as src
      ) as "user" on "user"."user" = "events"."user"
      left join (
        select
          "visits"."user" as "user",
          "visits"."visits" as "visits"
        from
          (
            select
              "visits"."user" as "user",
              sum(
                case
                  when "visits"."visits__measure" is not null then 1
                  else 0
                end
              ) as "visits"
            from
              (
                select
                  visited_at as "visited_on",
                  user_id as "user",
                  visit_id as "visits__measure"
                from
                  visits as src
              ) as "visits"
            where
              "visits"."visited_on" < cast(? as timestamp)
            group by
              1
          ) as "visits"
      ) as "visits__by_user" on "visits__by_user"."user" is not distinct from "events"."user"
    where
      "events"."happened_at" < cast(? as timestamp)
    group by
      1
  ) as "events"
order by
  "events"."user__country" asc nulls last
limit
  10001;
-- ? 1: "2021-04-01 00:00:00.000"
-- ? 2: "2021-04-01 00:00:00.000"
