-- The calendar: one row per day from 2010-01-01 to 2037-05-18 (10,000 days), the same in DuckDB and Snowflake.
select cast('2010-01-01' as date) + (ones.n + 10 * tens.n + 100 * hundreds.n + 1000 * thousands.n) as date_day
from (values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) as ones (n)
cross join (values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) as tens (n)
cross join (values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) as hundreds (n)
cross join (values (0), (1), (2), (3), (4), (5), (6), (7), (8), (9)) as thousands (n)
