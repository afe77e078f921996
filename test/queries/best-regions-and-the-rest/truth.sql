-- By amount NULL 189 and North 35 are best. The rest, South and East: 7, 8, 2 and a NULL, over 10 items.
-- The other row has no key and stands after the NULL member.
select * from (
  values
    ('North', false, 35, 5.0, 10.0),
    (null, false, 189, 9.45, 40.0),
    (null, true, 17, 1.7, 7.0)
) as regions ("customerRegion", "isOther", "amount", "amountPerItem", "medianAmount")
