select 'East' as "shopName", 32 as "takingsEveryDay", 32 as "takingsEveryDayFilled"
