select cast(date_trunc('month', ds) as date) as view__ds__month, cast(viewed_at as date) as view__viewed_at__day, count(*) as views
from views
where ds >= date '2020-03-02' or ds is null
group by all
order by 1 nulls last, 2
