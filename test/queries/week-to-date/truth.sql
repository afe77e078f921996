select date '2021-01-04' as "metricTime", 15 as "rain", 15 as "rainEveryDay"
