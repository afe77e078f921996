select date '2019-12-01' as metric_time__fiscal_quarter__min, date '2020-04-26' as metric_time__fiscal_quarter__max
