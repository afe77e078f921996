select 3 as "addToCartSessions", 1 as "shippedSessionsUnfilled"
