-- From view to cart nothing is lost (8 and 8, though not the same ones), from cart to checkout one of 8.
select
  8 as "steps.page_view.count",
  1.0 as "steps.page_view.conversionFromFirst",
  8 as "steps.add_to_cart.count",
  1.0 as "steps.add_to_cart.conversionFromFirst",
  7 as "steps.checkout.count",
  0.875 as "steps.checkout.conversionFromFirst",
  'checkout' as "largestDropOff.name",
  1 as "largestDropOff.dropOff",
  0.125 as "largestDropOff.dropOffRate"
