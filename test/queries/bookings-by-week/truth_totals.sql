select 15 as "seatsBooked"
