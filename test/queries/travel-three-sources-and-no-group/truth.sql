select
  (select sum(pages) from guides) as guide_pages,
  (select count(*) from bookings where booked_at < timestamp '2020-04-30 12:00:00') as bookings,
  (select sum(amount) from refunds where refunded_on < timestamp '2020-04-30 12:00:00')::double
    / (select sum(amount) from bookings where booked_at < timestamp '2020-04-30 12:00:00') as refund_share,
  (select count(user_id) from users) as users,
  (select count(*) from views where viewed_at < timestamp '2020-04-30 12:00:00') as views
