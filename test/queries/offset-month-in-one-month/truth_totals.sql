-- From 1 February until 1 March, exclusive, less a month: from 1 January until 1 February. One month's total is that month's row.
select 56 as "takings", 56 - 114695 as "changeFromMonthBefore"
