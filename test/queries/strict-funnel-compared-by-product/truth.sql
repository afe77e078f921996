-- Now Aloe has s5 and s6, all the way; Basil s7, and s8 which only views after it adds. Before, Aloe has s1 and, at one second,
-- s4, which only views; Basil nobody that views.
select *
from (values ('Aloe', 2, 2, 2, 2, 1, 1), ('Basil', 2, 1, 1, 0, 0, 0)) as rows (
  "productName", "steps.page_view.count", "steps.add_to_cart.count", "steps.checkout.count",
  "previous.page_view.count", "previous.add_to_cart.count", "previous.checkout.count"
)
order by 1
