select min(city) as listing__city__min, max(city) as listing__city__max from listings
