select distinct c.continent as country__continent, u.speaks as user__speaks
from users u left join countries c on c.code = u.country_code
where u.speaks <> 'Nothing'
order by 2 desc, 1 nulls last
limit 3
