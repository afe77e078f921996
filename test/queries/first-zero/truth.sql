select null as "customerRegion", 0 as "sales" where false
