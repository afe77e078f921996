-- The empty name is the smallest.
select min(name) as "customer__name__min", max(name) as "customer__name__max" from customers where region in ('South', 'East')
