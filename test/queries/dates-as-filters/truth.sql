-- Sales of the 10th, 15th, 16th, 16th; visits of the 10th, 11th, 16th. The 20th is excluded by the query's filter.
select 4 as "sales", 3 as "visits", 2 as "onTheSixteenth", 3 as "onEither"
