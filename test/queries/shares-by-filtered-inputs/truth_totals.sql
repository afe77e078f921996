select 120 / 241 as "couponXShare"
