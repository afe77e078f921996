select * from (
  values
    (date '2021-03-04', 2, 0, null), -- s7 and s8 add to the cart
    (date '2021-03-05', 0, 1, 1),    -- s9 is shipped
    (date '2021-03-06', 1, 0, null)  -- s11 adds to the cart
) as days ("metricTime", "addToCartSessions", "packageShippedSessions", "shippedSessionsUnfilled")
