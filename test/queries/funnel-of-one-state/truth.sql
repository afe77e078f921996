-- Events → users → addresses, both many to one.
select
  a.state as "userState",
  count(distinct case when e.event_type = 'page_view' then e.session_id end) as "steps.page_view.count",
  count(distinct case when e.event_type = 'add_to_cart' then e.session_id end) as "steps.add_to_cart.count",
  count(distinct case when e.event_type = 'checkout' then e.session_id end) as "steps.checkout.count"
from events e
join users u on u.user_id = e.user_id
join addresses a on a.address_id = u.address_id
where a.state in ('Texas', 'Ohio')
group by a.state
order by a.state
