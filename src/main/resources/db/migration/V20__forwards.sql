-- Where posts were forwarded from, as the first version that told it said; posts that are a channel's own have no row.

CREATE TABLE message_forward (
    channel_id      bigint NOT NULL,           -- of the post
    message_id      bigint NOT NULL,
    revision        integer NOT NULL,          -- the version that told it, and goes with it
    -- the original, as far as it was told
    origin_id       bigint,                    -- bare id of the channel that said it
    origin_username text,
    origin_message  bigint,
    name            text,                      -- of that channel, group or person
    said_at         timestamptz,
    PRIMARY KEY (channel_id, message_id)
);
CREATE TRIGGER forward_never_changes BEFORE UPDATE ON message_forward FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
