-- Visits 5, 6, 8 and 9, two of them bought: purchases 6 and 7; of mail 6, 8 and 9, purchase 6 alone.
select date '2021-03-08' as "metricTime", 2 - 3 as "conversionsLessThoseOfTheWeekBefore", 50 as "rateInPercent", 1 / 3 as "mail"
