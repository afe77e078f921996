select date '2021-02-27' as "metricTime", 'West' as "shopName", 16 as "takingsEveryDay"
