select 'C:\Idle' as "customerName", 1 as "visits"
