{{ config(materialized='table') }}
select * from {{ source('till', 'receipts') }} {% if is_incremental() %} where sold_at > (select max(sold_at) from {{ this }}) {% endif %}
