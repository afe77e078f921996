-- Of the two visits of 3 March the one of the purchase's campaign counts. NULL equals no NULL.
select campaign as "visit__campaign", purchases as "purchases_of_the_campaign"
from (values ('A', 9), ('B', 1), (null, null)) campaigns (campaign, purchases)
order by campaign nulls last
