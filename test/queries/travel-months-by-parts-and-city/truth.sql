select month(month) as metric_time__extract_month, quarter(month) as budget__month_of__extract_quarter, city as budget__city, sum(amount) as budget
from budgets
where year(month) = 2020 and month(month) < 4
group by all
order by 1, 2, 3 nulls last
