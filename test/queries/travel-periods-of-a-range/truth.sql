-- Now is on a Thursday.
select * from (values (date '2020-04-20'), (date '2020-04-13'), (date '2020-04-06')) weeks (metric_time__week)
