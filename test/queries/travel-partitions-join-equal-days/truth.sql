-- A score of the same listing and the same day; a day that is NULL on both sides is not the same.
select s.score_band as score__score_band, v.listing_id as listing, count(*) as views
from views v
left join listing_scores s on s.listing_id = v.listing_id and s.ds = v.ds
group by all
order by 1 nulls last, 2 nulls last
