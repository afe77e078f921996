select * from (values (date '2021-03-30', 0), (date '2021-03-31', 256)) as days ("metricTime", "takingsEveryDayFilled")
