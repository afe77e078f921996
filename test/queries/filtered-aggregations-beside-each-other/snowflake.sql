-- rows
select
  "transactions"."account__account_type" as "account__account_type",
  "transactions"."ok_transactions" as "ok_transactions",
  "transactions"."ok_frauds" as "ok_frauds",
  "transactions"."ok_users" as "ok_users",
  "transactions"."ok_median_amount" as "ok_median_amount",
  "transactions"."ok_average_amount" as "ok_average_amount",
  "transactions"."ok_amount_p75" as "ok_amount_p75",
  "transactions"."ok_usual_level" as "ok_usual_level",
  "transactions"."failed_amount" as "failed_amount",
  "transactions"."failed_smallest_amount" as "failed_smallest_amount",
  "transactions"."failed_frauds" as "failed_frauds",
  "transactions"."failed_users" as "failed_users",
  "transactions"."transactions" as "transactions"
from
  (
    select
      "account"."account_type" as "account__account_type",
      sum(
        case
          when ("transactions"."status" = 'ok') then case
            when "transactions"."transactions__measure" is not null then 1
            else 0
          end
        end
      ) as "ok_transactions",
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
            when ("transactions"."status" = 'ok') then 1
          end
        ) > 0 then count(
          distinct case
            when ("transactions"."status" = 'ok') then "transactions"."active_users__measure"
          end
        )
      end as "ok_users",
      percentile_cont(0.5) within group (
        order by
          cast(
            case
              when ("transactions"."status" = 'ok') then "transactions"."median_amount__measure"
            end as double
          )
      ) as "ok_median_amount",
      avg(
        cast(
          case
            when ("transactions"."status" = 'ok') then "transactions"."average_amount__measure"
          end as double
        )
      ) as "ok_average_amount",
      percentile_disc(0.75) within group (
        order by
          case
            when ("transactions"."status" = 'ok') then "transactions"."amount_p75_discrete__measure"
          end
      ) as "ok_amount_p75",
      approx_percentile(
        cast(
          case
            when ("transactions"."status" = 'ok') then "transactions"."usual_level__measure"
          end as double
        ),
        0.5
      ) as "ok_usual_level",
      sum(
        case
          when ("transactions"."status" = 'failed') then "transactions"."amount__measure"
        end
      ) as "failed_amount",
      min(
        case
          when ("transactions"."status" = 'failed') then "transactions"."smallest_amount__measure"
        end
      ) as "failed_smallest_amount",
      sum(
        case
          when ("transactions"."status" = 'failed') then case
            when "transactions"."frauds__measure" then 1
            else 0
          end
        end
      ) as "failed_frauds",
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
      end as "failed_users",
      sum(
        case
          when "transactions"."transactions__measure" is not null then 1
          else 0
        end
      ) as "transactions"
    from
      (
        select
          booked_at as "booked_at",
          account_id as "account",
          status as "status",
          transaction_id as "transactions__measure",
          is_fraud as "frauds__measure",
          user_id as "active_users__measure",
          amount as "median_amount__measure",
          amount as "average_amount__measure",
          amount as "amount_p75_discrete__measure",
          level as "usual_level__measure",
          amount as "amount__measure",
          amount as "smallest_amount__measure"
        from
          transactions as src
      ) as "transactions"
      left join (
        select
          account_id as "account",
          account_type as "account_type"
        from
          accounts as src
      ) as "account" on "account"."account" = "transactions"."account"
    where
      "transactions"."booked_at" < cast(? as timestamp_ntz)
    group by
      1
  ) as "transactions"
order by
  "transactions"."account__account_type" asc nulls last
limit
  10001;
-- ? 1: "2020-03-10 00:00:00.000"
