select date '2021-02-08' as "metricTime", null as "revenueGrowth"
