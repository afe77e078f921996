-- rows
select
  "transactions"."transactions" as "only_ok",
  "transactions"."active_users" as "users_not_ok",
  "transactions"."active_users__2" as "users_that_are_not_ok",
  "transactions"."ok_transactions" as "ok_transactions"
from
  (
    select
      sum(
        case
          when "transactions"."status" = ? then case
            when "transactions"."transactions__measure" is not null then 1
            else 0
          end
        end
      ) as "transactions",
      case
        when count(
          case
            when not ("transactions"."status" = ?) then 1
          end
        ) > 0 then count(
          distinct case
            when not ("transactions"."status" = ?) then "transactions"."active_users__measure"
          end
        )
      end as "active_users",
      case
        when count(
          case
            when not coalesce("transactions"."status" = ?, false) then 1
          end
        ) > 0 then count(
          distinct case
            when not coalesce("transactions"."status" = ?, false) then "transactions"."active_users__measure"
          end
        )
      end as "active_users__2",
      sum(
        case
          when ("transactions"."status" = 'ok') then case
            when "transactions"."transactions__measure" is not null then 1
            else 0
          end
        end
      ) as "ok_transactions"
    from
      (
        select
          booked_at as "booked_at",
          status as "status",
          transaction_id as "transactions__measure",
          user_id as "active_users__measure"
        from
          transactions as src
      ) as "transactions"
    where
      "transactions"."booked_at" < cast(? as timestamp)
      and (
        "transactions"."status" = ?
        or not ("transactions"."status" = ?)
        or not coalesce("transactions"."status" = ?, false)
        or ("transactions"."status" = 'ok')
      )
  ) as "transactions"
limit
  10001;
-- ? 1: "ok"
-- ? 2: "ok"
-- ? 3: "ok"
-- ? 4: "ok"
-- ? 5: "ok"
-- ? 6: "2020-03-10 00:00:00.000"
-- ? 7: "ok"
-- ? 8: "ok"
-- ? 9: "ok"
