-- January to March 2021 against January to March 2020.
select 115199 as "takings", 115199 - 3584 as "changeFromYearBefore"
