select session_id, user_id, event_type as step, created_at as occurred_at
from {{ ref('events') }}
