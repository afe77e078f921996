-- Calls from 05:00 UTC on 1 March: 1 + 2 + 4 + 8 + 64. Dates know no zone: the bookings of March.
select
  (
    select sum(minutes) from calls where called_at >= timestamp '2021-03-01 05:00:00' and called_at < timestamp '2021-04-01 00:00:00'
  ) as "callMinutes",
  (select sum(seats) from bookings where booked_on >= date '2021-03-01' and booked_on < date '2021-04-01') as "seatsBooked"
