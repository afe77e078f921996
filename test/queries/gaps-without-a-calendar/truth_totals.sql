select sum(rain) as "rainEveryDay" from readings where read_at < timestamp '2021-01-10 12:00:00'
