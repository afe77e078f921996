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
), days as (
  select day, sum(viewed) as viewed, sum(added) as added, sum(bought) as bought from sessions where viewed + added + bought > 0 group by day
)
select
  this.day as "metricTime",
  this.viewed as "steps.page_view.count",
  this.added as "steps.add_to_cart.count",
  this.bought as "steps.checkout.count",
  coalesce(last.viewed, 0) as "previous.page_view.count",
  null as "previous.page_view.conversionFromPrevious",
  coalesce(last.added, 0) as "previous.add_to_cart.count",
  last.added / last.viewed as "previous.add_to_cart.conversionFromPrevious",
  coalesce(last.bought, 0) as "previous.checkout.count",
  last.bought / last.added as "previous.checkout.conversionFromPrevious"
from days this
left join days last on last.day = this.day - interval 1 day
where this.day between date '2021-03-02' and date '2021-03-04'
order by 1
