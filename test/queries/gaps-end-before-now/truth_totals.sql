select 256 as "takings"
