-- Not O'Brien: there case counts.
select * from (values ('aXb', 1), ('ÜNÏ "quoted"', 1)) as names ("customerName", "sales")
