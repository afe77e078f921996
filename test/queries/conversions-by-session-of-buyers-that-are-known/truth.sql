-- The session is known where the user is not.
select session_id as "session", purchases as "purchases_in_the_session"
from (values ('s2', 3), ('s9', 3), ('s3', 2), ('s8', 2)) sessions (session_id, purchases)
order by purchases desc, session_id
