select 3584 as "before", 114695 + 56 + 448 - 3584 as "change"
