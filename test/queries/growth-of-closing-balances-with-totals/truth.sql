-- By user, January closes: u1 2, u2 24, nobody 32. February closes: u1 0, u2 128, u3 256, u9 1024. No row without a state has one in January but nobody's.
select month as "metricTime", state as "userHomeState", closing as "closingBalanceByUser", closing - before as "closingBalanceGrowth"
from (values (date '2020-02-01', 'CA', 0, 2), (date '2020-02-01', 'NY', 128, 24), (date '2020-02-01', null, 1280, 32)) states (month, state, closing, before)
order by 1, 2 nulls last
