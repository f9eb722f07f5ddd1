-- A parser that finds others at the longest waiting channels reads one of the newest, from its oldest version on.
CREATE INDEX parse_queue_channel ON parse_queue (channel_id, id);
