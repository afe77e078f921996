select distinct cast(date_trunc('year', opened_on) as date) as listing__opened_on__year from listings order by 1 nulls last
