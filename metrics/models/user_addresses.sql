-- One row per user with the address where she lives.
select
  u.user_id,
  u.first_name,
  u.last_name,
  u.created_at,
  a.state,
  a.country,
  a.zipcode
from {{ ref('users') }} as u
left join {{ ref('addresses') }} as a on a.address_id = u.address_id
