-- rows
select
  "combined"."guide_pages" as "guide_pages",
  "combined"."bookings" as "bookings",
  cast("combined"."refunds" as double) / nullif(cast("combined"."revenue" as double), 0) as "refund_share",
  "combined"."users" as "users",
  "combined"."views" as "views"
from
  (
    select
      max("sources"."guide_pages") as "guide_pages",
      max("sources"."bookings") as "bookings",
      max("sources"."revenue") as "revenue",
      max("sources"."refunds") as "refunds",
      max("sources"."users") as "users",
      max("sources"."views") as "views"
    from
      (
        select
          "guides"."guide_pages" as "guide_pages",
          null as "bookings",
          null as "revenue",
          null as "refunds",
          null as "users",
          null as "views"
        from
          (
            select
              sum("guides"."pages__measure") as "guide_pages"
            from
              (
                select
                  pages as "pages__measure"
                from
                  guides as src
              ) as "guides"
          ) as "guides"
        union all
        select
          null as "guide_pages",
          "bookings"."bookings" as "bookings",
          "bookings"."revenue" as "revenue",
          null as "refunds",
          null as "users",
          null as "views"
        from
          (
            select
              sum(
                case
                  when "bookings"."booking_count__measure" is not null then 1
                  else 0
                end
              ) as "bookings",
              sum("bookings"."amount__measure") as "revenue"
            from
              (
                select
                  booked_at as "booked_at",
                  booking_id as "booking_count__measure",
                  amount as "amount__measure"
                from
                  bookings as src
              ) as "bookings"
            where
              "bookings"."booked_at" < cast(? as timestamp_ntz)
          ) as "bookings"
        union all
        select
          null as "guide_pages",
          null as "bookings",
          null as "revenue",
          "refunds"."refunds" as "refunds",
          null as "users",
          null as "views"
        from
          (
            select
              sum("refunds"."refunded__measure") as "refunds"
            from
              (
                select
                  refunded_on as "refunded_on",
                  amount as "refunded__measure"
                from
                  refunds as src
              ) as "refunds"
            where
              "refunds"."refunded_on" < cast(? as date)
          ) as "refunds"
        union all
        select
          null as "guide_pages",
          null as "bookings",
          null as "revenue",
          null as "refunds",
          "users"."users" as "users",
          null as "views"
        from
          (
            select
              sum(
                case
                  when "users"."user_count__measure" is not null then 1
                  else 0
                end
              ) as "users"
            from
              (
                select
                  user_id as "user_count__measure"
                from
                  users as src
              ) as "users"
          ) as "users"
        union all
        select
          null as "guide_pages",
          null as "bookings",
          null as "revenue",
          null as "refunds",
          null as "users",
          "views"."views" as "views"
        from
          (
            select
              sum("views"."view_count__measure") as "views"
            from
              (
                select
                  viewed_at as "viewed_at",
                  1 as "view_count__measure"
                from
                  views as src
              ) as "views"
            where
              "views"."viewed_at" < cast(? as timestamp_ntz)
          ) as "views"
      ) as "sources"
  ) as "combined"
limit
  10001;
-- ? 1: "2020-04-30 12:00:00.000"
-- ? 2: "2020-05-01"
-- ? 3: "2020-04-30 12:00:00.000"
