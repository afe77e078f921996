-- Calls from 05:00 UTC on 1 March: 1 + 2 + 4 + 8 + 64. Dates know no zone: the bookings of March.
select 79 as "callMinutes", 15 as "seatsBooked"
