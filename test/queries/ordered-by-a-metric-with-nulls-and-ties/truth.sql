-- NULL comes last when sorted down too; ties go on by the next order, then by the key.
select account_id as "account", sum(amount) filter (status = 'failed') as "failed_amount", count(*) as "transactions"
from transactions where booked_at < timestamp '2020-03-10'
group by 1
order by 2 desc nulls last, 3, 1 nulls last
