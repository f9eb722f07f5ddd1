-- A source that reads channel by channel misses posts of one of them.

ALTER TABLE source_gap ADD COLUMN channel_id bigint; -- null = of all channels that the source reads
