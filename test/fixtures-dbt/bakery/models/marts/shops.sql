select * from {{ ref('shop_list') }}
