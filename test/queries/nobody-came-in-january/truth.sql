select null as "productName", 0 as "pageViewSessions", null as "unitsSold", null as "inventory" where false
