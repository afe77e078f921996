-- A count over no rows is NULL like any other aggregate; page_view_sessions has fill_nulls_with: 0. The snapshot begins in February.
select
  0 as "pageViewSessions",
  null as "orders",
  null as "buyers",
  null as "revenue",
  null as "overallConversionRate",
  null as "inventory",
  null as "outOfStockProducts"
