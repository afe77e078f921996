select sum(amount) as "dailyAmountFilled", sum(amount) filter (status = 'ok') as "dailyOkAmount"
from transactions
where booked_at >= timestamp '2020-02-10' and booked_at < timestamp '2020-03-02'
