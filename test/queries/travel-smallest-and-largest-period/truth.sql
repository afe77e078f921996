select date '2019-12-01' as metric_time__day__min, date '2020-04-30' as metric_time__day__max
