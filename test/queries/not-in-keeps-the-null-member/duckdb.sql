-- rows
select
  "sales"."sales" as "sales",
  "sales"."sales__2" as "sales__where_1oRag2fDiixhzrJ0SFXL8C",
  "sales"."sales__3" as "sales__where_EPwSkLpjRcPOfhCSDXoJjU",
  "sales"."sales__4" as "sales__where_9bYKsu--FFhmAQZgnuhy2b"
from
  (
    select
      sum(
        case
          when "sales"."sale_count__measure" is not null then 1
          else 0
        end
      ) as "sales",
      sum(
        case
          when not coalesce("customer"."region" in (?, ?), false) then case
            when "sales"."sale_count__measure" is not null then 1
            else 0
          end
        end
      ) as "sales__2",
      sum(
        case
          when "customer"."region" in (?, ?) then case
            when "sales"."sale_count__measure" is not null then 1
            else 0
          end
        end
      ) as "sales__3",
      sum(
        case
          when 1 = 0 then case
            when "sales"."sale_count__measure" is not null then 1
            else 0
          end
        end
      ) as "sales__4"
    from
      (
        select
          sold_at as "sold_at",
          sale_id as "sale_count__measure",
          customer_id as "customer"
        from
          sales as src
      ) as "sales"
      left join (
        select
          customer_id as "customer",
          region as "region"
        from
          customers as src
      ) as "customer" on "customer"."customer" = "sales"."customer"
    where
      "sales"."sold_at" < cast(? as timestamp)
  ) as "sales"
limit
  10001;
-- ? 1: "North"
-- ? 2: "South"
-- ? 3: "North"
-- ? 4: "South"
-- ? 5: "2021-07-01 00:00:00.000"
