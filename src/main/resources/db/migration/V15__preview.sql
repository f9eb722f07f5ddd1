-- Public preview pages: how far each channel is read, and which of its posts may be gone.

CREATE TABLE preview_channel (
    name            text PRIMARY KEY,          -- in small letters
    channel_id      bigint NOT NULL,           -- Telegram's bare id, as the page told it
    added           boolean NOT NULL,          -- an operator added the name without an id, and its row became that of channel_id
    first_read_at   timestamptz NOT NULL,      -- what was posted before is history
    read_at         timestamptz NOT NULL,      -- when its newest page was stored last
    read_to         bigint NOT NULL,           -- its newest post that is stored; 0 = none
    -- posts between these two may be there and are not stored yet: read downwards from hole_high
    hole_low        bigint,
    hole_high       bigint,
    hole_since      timestamptz,               -- when what is at hole_low was current
    hole_pages      integer NOT NULL DEFAULT 0 -- asked for so far
);
CREATE INDEX preview_channel_id ON preview_channel (channel_id);

-- Posts that are stored and no longer on their page.
CREATE TABLE preview_watch (
    channel_id      bigint NOT NULL,
    message_id      bigint NOT NULL,
    missed_at       timestamptz NOT NULL,      -- first seen to be missing
    gone_at         timestamptz,               -- when its own page first said that it is gone
    there           boolean NOT NULL DEFAULT false, -- its own page shows it, so the channel's page left it out (an album)
    check_at        timestamptz NOT NULL,      -- its own page is not asked for before
    PRIMARY KEY (channel_id, message_id)
);
