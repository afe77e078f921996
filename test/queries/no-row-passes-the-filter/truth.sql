-- Coupon X: one sale in North, one without customer. The latter counts no customer and no return, but it is there: 0, not NULL.
select * from (
  values
    ('East', 1, null, null, null, null, 0),
    ('North', 3, 1, 20, 1, 1, 20),
    ('South', 3, null, null, null, null, 0),
    (null, 4, 1, 100, 0, 0, 100)
) as regions ("customerRegion", "sales", "couponXSales", "couponXAmount", "couponXReturns", "couponXCustomers", "couponXAmountFilled")
