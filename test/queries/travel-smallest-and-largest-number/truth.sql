select 0 as listing__rooms__min, 2 as listing__rooms__max
