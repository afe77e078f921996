select 12 as "purchasesOfVisitors", 5 / 12 as "rateWithinAWeekFilled"
