select sum(seats) as "seatsBooked" from bookings where booked_on >= date '2021-03-08' and booked_on < date '2021-04-01'
