select date '2021-03-05' as "metricTime", 1 as "packageShippedSessions", 1 as "shippedSessionsUnfilled"
