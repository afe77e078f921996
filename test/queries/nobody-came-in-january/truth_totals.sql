select 0 as "pageViewSessions", null as "unitsSold"
