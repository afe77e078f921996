-- rows
select
  cast(date_trunc('week', "periods"."__period") as date) as "metric_time__week",
  coalesce("known"."daily_amount_filled", 0) as "daily_amount_filled",
  "known"."daily_ok_amount" as "daily_ok_amount"
from
  (
    select distinct
      cast(date_trunc('week', src.day) as date) as "__period"
    from
      days as src
    where
      src.day >= cast(? as timestamp)
      and src.day < cast(? as timestamp)
  ) as "periods"
  left join (
    select
      "transactions"."metric_time__week" as "metric_time__week",
      "transactions"."daily_amount_filled" as "daily_amount_filled",
      "transactions"."daily_ok_amount" as "daily_ok_amount"
    from
      (
        select
          cast(
            date_trunc('week', "transactions"."booked_at") as date
          ) as "metric_time__week",
          sum("transactions"."amount__measure") as "daily_amount_filled",
          sum(
            case
              when ("transactions"."status" = 'ok') then "transactions"."amount__measure"
            end
          ) as "daily_ok_amount"
        from
          (
            select
              booked_at as "booked_at",
              amount as "amount__measure",
              status as "status"
            from
              transactions as src
          ) as "transactions"
        where
          (
            "transactions"."booked_at" >= cast(? as timestamp)
            and "transactions"."booked_at" < cast(? as timestamp)
          )
        group by
          1
      ) as "transactions"
  ) as "known" on "known"."metric_time__week" = cast(date_trunc('week', "periods"."__period") as date)
order by
  cast(date_trunc('week', "periods"."__period") as date) asc nulls last
limit
  10001;
-- ? 1: "2020-02-10 00:00:00.000"
-- ? 2: "2020-03-02 00:00:00.000"
-- ? 3: "2020-02-10 00:00:00.000"
-- ? 4: "2020-03-02 00:00:00.000"

-- totals
select
  coalesce("transactions"."daily_amount_filled", 0) as "daily_amount_filled",
  "transactions"."daily_ok_amount" as "daily_ok_amount"
from
  (
    select
      sum("transactions"."amount__measure") as "daily_amount_filled",
      sum(
        case
          when ("transactions"."status" = 'ok') then "transactions"."amount__measure"
        end
      ) as "daily_ok_amount"
    from
      (
        select
          booked_at as "booked_at",
          amount as "amount__measure",
          status as "status"
        from
          transactions as src
      ) as "transactions"
    where
      (
        "transactions"."booked_at" >= cast(? as timestamp)
        and "transactions"."booked_at" < cast(? as timestamp)
      )
  ) as "transactions";
-- ? 1: "2020-02-10 00:00:00.000"
-- ? 2: "2020-03-02 00:00:00.000"
