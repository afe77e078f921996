-- January to March 2021.
select 115199 as "takings"
