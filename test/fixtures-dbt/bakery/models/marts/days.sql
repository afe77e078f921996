{{ config(schema='calendar') }} {{ dbt.date_spine('day', '2026-01-01', '2027-01-01') }}
