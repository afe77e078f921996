select 11 as "sales", 8 as "visits", 11 / 8 as "salesPerVisit"
