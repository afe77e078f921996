-- Only sales after now are huge.
select null as "hugeCustomers", 0 as "hugeSalesFilled"
