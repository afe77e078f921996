select 0 as "pageViewSessions", null as "orders", null as "inventory"
