select 504 as "takings"
