-- rows
select
  "transactions"."account" as "account",
  "transactions"."ok_frauds" as "ok_frauds",
  "transactions"."failed_users" as "failed_users"
from
  (
    select
      "transactions"."account" as "account",
      sum(
        case
          when ("transactions"."status" = 'ok') then case
            when "transactions"."frauds__measure" then 1
            else 0
          end
        end
      ) as "ok_frauds",
      case
        when count(
          case
            when ("transactions"."status" = 'failed') then 1
          end
        ) > 0 then count(
          distinct case
            when ("transactions"."status" = 'failed') then "transactions"."active_users__measure"
          end
        )
      end as "failed_users"
    from
      (
        select
          booked_at as "booked_at",
          account_id as "account",
          status as "status",
          is_fraud as "frauds__measure",
          user_id as "active_users__measure"
        from
          transactions as src
      ) as "transactions"
    where
      "transactions"."booked_at" < cast(? as timestamp_ntz)
      and (
        ("transactions"."status" = 'ok')
        or ("transactions"."status" = 'failed')
      )
    group by
      1
  ) as "transactions"
order by
  "transactions"."account" asc nulls last
limit
  10001;
-- ? 1: "2020-03-10 00:00:00.000"
