with sold as (
  select count(*) as n from sales where sold_at < timestamp '2021-07-01'
), visited as (
  select count(*) as n from visits
)
select sold.n as "sales", visited.n as "visits", sold.n / visited.n as "salesPerVisit" from sold, visited
