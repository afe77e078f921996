-- Anchor's and Easel's first versions lie before the range and are still what their later ones compare with.
select * from (
  values
    ('Anchor', 1, 1, -3),
    ('Easel', 2, 2, 0), -- +6 and -6
    ('Fan', 3, 2, 7)    -- its first version has none before
) as items ("itemName", "versions", "changes", "netChange")
