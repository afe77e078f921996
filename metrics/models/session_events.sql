-- session_steps without products: the same sessions, steps and times in fewer rows, for queries that need no product.
select
  session_id,
  user_id,
  event_type as step,
  created_at as occurred_at
from {{ ref('events') }}
