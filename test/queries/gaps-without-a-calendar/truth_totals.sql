select 15 as "rainEveryDay"
