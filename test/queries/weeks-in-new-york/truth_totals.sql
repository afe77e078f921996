select 15 as "callMinutes"
