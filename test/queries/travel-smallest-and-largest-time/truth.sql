select date '2019-05-01' as listing__opened_on__month__min, date '2020-02-01' as listing__opened_on__month__max
