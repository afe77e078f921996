select 2 - 3 as "conversionsLessThoseOfTheWeekBefore", 50 as "rateInPercent", 1 / 3 as "mail"
