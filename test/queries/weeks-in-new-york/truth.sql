-- The week of the 8th: 23:59 on the 13th, 00:00 and 23:59 on the 14th. That of the 15th: 00:00 on the 15th.
select * from (values (date '2021-03-08', 7), (date '2021-03-15', 8)) as weeks ("metricTime", "callMinutes")
