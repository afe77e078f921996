-- Seven prices: 1, 1, 1, 1, 2, 5, 10. 0.7125 of the way from the first to the last is 4.275 places on, between 2 and 5: three decimals, of prices that have two.
with prices as (
  select cast(price as double) as price, row_number() over (order by price) - 1 as place, count(*) over () as known
  from items_snapshot
  where valid_from < timestamp '2021-03-03 00:00:00' and (valid_to is null or valid_to >= timestamp '2021-03-03 00:00:00')
)
select a.price + (b.price - a.price) * (0.7125 * (a.known - 1) - a.place) as high_price
from prices a join prices b on b.place = a.place + 1
where a.place = floor(0.7125 * (a.known - 1))
