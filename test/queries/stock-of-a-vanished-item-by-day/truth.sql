select * from (values (date '2021-02-15', 5), (date '2021-02-16', 5)) as days ("metricTime", "stock")
