-- Not "500 Off", which '%0%%' would match.
select '50% Off' as "customerName", 1 as "sales"
