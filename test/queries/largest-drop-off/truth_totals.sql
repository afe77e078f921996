-- 106 of 467 sessions (0.226981) leave between cart and checkout, 111 of 578 (0.192042) between page view and cart:
-- the two measures name different steps. A drop-off belongs to the step that was not reached.
with counts as (
  select
    count(distinct case when event_type = 'page_view' then session_id end) as viewed,
    count(distinct case when event_type = 'add_to_cart' then session_id end) as added,
    count(distinct case when event_type = 'checkout' then session_id end) as bought
  from events
), drop_offs as (
  select 'add_to_cart' as name, viewed - added as drop_off, (viewed - added) / viewed as rate from counts
  union all
  select 'checkout', added - bought, (added - bought) / added from counts
)
select
  (select name from drop_offs order by rate desc limit 1) as "byRate.name",
  (select max(rate) from drop_offs) as "byRate.dropOffRate",
  (select name from drop_offs order by drop_off desc limit 1) as "byCount.name",
  (select max(drop_off) from drop_offs) as "byCount.dropOff"
