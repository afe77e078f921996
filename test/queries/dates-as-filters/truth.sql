-- Sales of the 10th, 15th, 16th, 16th, visits of the 10th, 11th, 16th. The 20th is excluded by the query's filter.
with sales as (
  select cast(sold_at as date) as day from main.sales where sold_at >= timestamp '2021-06-10' and sold_at < timestamp '2021-06-17'
)
select
  (select count(*) from sales) as "sales",
  (
    select count(*) from visits where visited_at >= timestamp '2021-06-10' and visited_at < timestamp '2021-06-17'
  ) as "visits",
  (select count(*) from sales where day = date '2021-06-16') as "onTheSixteenth",
  (select count(*) from sales where day in (date '2021-06-10', date '2021-06-16', date '2021-06-20')) as "onEither"
