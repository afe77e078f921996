-- Visits 1 and 12. The range hides the visits of 3 March, so what they would be credited goes to visit 1: purchase 1 within a week,
-- 2 and 3 without a window.
select 1 as "purchases_within_a_week", 1 / 2 as "rate_within_a_week", 3 as "purchases_of_visitors"
