select * from (values (date '2021-02-01', 56), (date '2021-03-01', 448)) as months ("metricTime", "takings")
