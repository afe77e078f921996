-- Three days, and the three before them, of which only 1 March has a session.
with sessions as (
  select
    session_id,
    cast(min(created_at) as date) as day,
    max(case when event_type = 'page_view' then 1 else 0 end) as viewed,
    max(case when event_type = 'add_to_cart' then 1 else 0 end) as added,
    max(case when event_type = 'checkout' then 1 else 0 end) as bought
  from events
  where session_id is not null and created_at < timestamp '2021-03-10'
  group by session_id
)
select
  sum(viewed) filter (where day between date '2021-03-02' and date '2021-03-04') as "steps.page_view.count",
  sum(added) filter (where day between date '2021-03-02' and date '2021-03-04') as "steps.add_to_cart.count",
  sum(bought) filter (where day between date '2021-03-02' and date '2021-03-04') as "steps.checkout.count",
  sum(viewed) filter (where day between date '2021-02-27' and date '2021-03-01') as "previous.page_view.count",
  sum(added) filter (where day between date '2021-02-27' and date '2021-03-01') as "previous.add_to_cart.count",
  sum(bought) filter (where day between date '2021-02-27' and date '2021-03-01') as "previous.checkout.count",
  sum(viewed) filter (where day = date '2021-03-01') as "first.page_view.count",
  sum(added) filter (where day = date '2021-03-01') as "first.add_to_cart.count",
  sum(bought) filter (where day = date '2021-03-01') as "first.checkout.count"
from sessions
