select null as "hugeCustomers", 0 as "hugeSalesFilled"
