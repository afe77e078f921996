-- An average of NULLs stays NULL.
select status as "transaction__status", round((sum(amount) - 1) * -0.5 / nullif(count(*), 0), 2) as "formula_in_capitals"
from transactions where booked_at < timestamp '2020-03-10'
group by 1
order by 2 desc nulls last, 1 nulls last
