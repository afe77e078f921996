select 112 as "takings", 112 as "takingsEveryDay"
