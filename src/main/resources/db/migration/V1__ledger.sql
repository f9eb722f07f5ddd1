-- The ledger: what channels said, as it was first said, and what was read out of it.
--
-- Big tables are range-partitioned by the time a post was posted, a year a partition. The outermost partitions are open
-- ended, so that no insert can ever fail for want of a partition; a default partition is not used, because it would
-- keep the planner from reading partitions in order.

CREATE TABLE channel (
    id              bigint PRIMARY KEY,        -- Telegram's bare id; negative: exists only here
    username        text,                      -- without @, as the channel spells it
    title           text NOT NULL CHECK (title <> ''),
    origin          text NOT NULL,             -- how its posts came: witnessed | imported | demo | manual
    source          text NOT NULL,             -- what reads it: bot_api | import | mock | demo | manual
    created_at      timestamptz NOT NULL DEFAULT now(),
    posts           bigint NOT NULL DEFAULT 0, -- first versions stored
    edits           bigint NOT NULL DEFAULT 0, -- later versions stored
    deletions       bigint NOT NULL DEFAULT 0,
    first_post_at   timestamptz,
    last_post_at    timestamptz
);
-- not unique: Telegram lets a name move to another channel
CREATE INDEX channel_username ON channel (lower(username));
CREATE INDEX channel_last_post ON channel (last_post_at DESC NULLS LAST, id);

-- One row a version of a post. Rows are never updated.
CREATE TABLE message (
    channel_id      bigint NOT NULL,
    message_id      bigint NOT NULL,
    revision        integer NOT NULL CHECK (revision > 0),  -- 1 = first seen
    posted_at       timestamptz NOT NULL,      -- Telegram's time of the post, the same for every version
    edited_at       timestamptz,               -- Telegram's time of this version, null for an unedited post
    first_seen_at   timestamptz NOT NULL,      -- when this version reached us
    origin          text NOT NULL,             -- witnessed | imported | demo | manual
    reply_to        bigint,                    -- message_id in the same channel
    text            text NOT NULL,
    PRIMARY KEY (channel_id, message_id, revision, posted_at)
) PARTITION BY RANGE (posted_at);

-- Deletions stand beside the post: it keeps counting.
CREATE TABLE message_deletion (
    channel_id      bigint NOT NULL,
    message_id      bigint NOT NULL,
    deleted_at      timestamptz NOT NULL,      -- when it was noticed
    PRIMARY KEY (channel_id, message_id)
);

-- Versions that no parser has read yet, and deletions (revision 0) that no signal shows yet. A parser deletes its rows in the transaction that stores what it read.
CREATE TABLE parse_queue (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    channel_id      bigint NOT NULL,
    message_id      bigint NOT NULL,
    revision        integer NOT NULL,
    posted_at       timestamptz NOT NULL,
    attempts        smallint NOT NULL DEFAULT 0,
    queued_at       timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX parse_queue_post ON parse_queue (channel_id, message_id, id);

-- Versions that could not be stored as signals after several tries.
CREATE TABLE quarantine (
    channel_id      bigint NOT NULL,
    message_id      bigint NOT NULL,
    revision        integer NOT NULL,
    posted_at       timestamptz NOT NULL,
    reason          text NOT NULL,
    at              timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (channel_id, message_id, revision)
);

CREATE TABLE signal (
    id              uuid NOT NULL,             -- posted_at in its first 48 bits, see SignalId
    posted_at       timestamptz NOT NULL,
    first_seen_at   timestamptz NOT NULL,
    channel_id      bigint NOT NULL,
    message_id      bigint NOT NULL,
    revision        integer NOT NULL,          -- the version it was read from
    ordinal         smallint NOT NULL,         -- position in the post, from 0
    reply_to        bigint,
    origin          text NOT NULL,
    kind            text NOT NULL,
    direction       smallint NOT NULL,         -- 1 bullish, -1 bearish, 0 neither
    confidence      real NOT NULL,
    symbol          text,
    quote           text,
    side            text,
    entries         numeric[] NOT NULL DEFAULT '{}',
    entry_market    boolean NOT NULL DEFAULT false,
    targets         numeric[] NOT NULL DEFAULT '{}',
    targets_percent numeric[] NOT NULL DEFAULT '{}',
    stop_loss       numeric,
    stop_loss_percent numeric,
    leverage        numeric,
    exchange        text,
    timeframe       text,
    event           text,
    target_index    integer,
    profit_percent  numeric,
    stop_moved      boolean NOT NULL DEFAULT false,
    new_stop        text,
    partial_close   numeric,
    chain           text,
    contract_address text,
    market_cap      numeric,
    liquidity       numeric,
    change_percent  numeric,
    symbols         text[] NOT NULL DEFAULT '{}',
    spans           json NOT NULL DEFAULT '[]',  -- [[field, index, start, end, confidence], ...]
    edited_at       timestamptz,               -- newest edit of the post after this signal was read
    deleted_at      timestamptz,               -- the channel deleted the post
    withdrawn_at    timestamptz,               -- an operator took the signal out
    search          tsvector,
    PRIMARY KEY (posted_at, id)
) PARTITION BY RANGE (posted_at);
CREATE INDEX signal_symbol ON signal (symbol, posted_at DESC, id DESC);
CREATE INDEX signal_post ON signal (channel_id, message_id);
CREATE INDEX signal_channel ON signal (channel_id, posted_at DESC, id DESC);
CREATE INDEX signal_kind ON signal (kind, posted_at DESC, id DESC);
CREATE INDEX signal_origin ON signal (origin, posted_at DESC, id DESC);
CREATE INDEX signal_reply ON signal (channel_id, reply_to) WHERE reply_to IS NOT NULL;
CREATE INDEX signal_search ON signal USING gin (search);

DO $$
DECLARE
    parent text;
    year integer;
BEGIN
    FOREACH parent IN ARRAY ARRAY['message', 'signal'] LOOP
        EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (MINVALUE) TO (%L)',
                       parent || '_before_2018', parent, '2018-01-01T00:00:00Z');
        FOR year IN 2018..2031 LOOP
            EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)',
                           parent || '_' || year, parent, year || '-01-01T00:00:00Z', (year + 1) || '-01-01T00:00:00Z');
        END LOOP;
        EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (MAXVALUE)',
                       parent || '_from_2032', parent, '2032-01-01T00:00:00Z');
    END LOOP;
END $$;

-- The order of all signal changes. A writer locks the head row, takes its numbers and commits: numbers are without
-- gaps and become visible in their order.
CREATE TABLE event_head (
    only_row        boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    epoch           text NOT NULL DEFAULT left(replace(gen_random_uuid()::text, '-', ''), 8),
    seq             bigint NOT NULL DEFAULT 0
);
INSERT INTO event_head DEFAULT VALUES;

CREATE TABLE signal_event (
    seq             bigint PRIMARY KEY,
    at              timestamptz NOT NULL DEFAULT now(),
    type            text NOT NULL,             -- signal.created | signal.edited | signal.deleted
    signal_id       uuid NOT NULL,
    posted_at       timestamptz NOT NULL,
    channel_id      bigint NOT NULL,
    kind            text NOT NULL,
    direction       smallint NOT NULL,
    origin          text NOT NULL
);

-- Who may poll: one holder a name. The number is checked in every ingest transaction.
CREATE TABLE poll_lease (
    name            text PRIMARY KEY,
    holder          text NOT NULL,
    fence           bigint NOT NULL,
    expires_at      timestamptz NOT NULL
);

-- Where each source goes on reading.
CREATE TABLE source_offset (
    source          text PRIMARY KEY,
    next_offset     bigint NOT NULL,
    updated_at      timestamptz NOT NULL DEFAULT now()
);

-- Counts kept up from signal_event, in the transaction that moves the position.
CREATE TABLE rollup_position (
    name            text PRIMARY KEY,
    seq             bigint NOT NULL
);
INSERT INTO rollup_position (name, seq) VALUES ('signals', 0);

CREATE TABLE rollup_hour (
    hour            timestamptz NOT NULL,
    origin          text NOT NULL,
    kind            text NOT NULL,
    direction       smallint NOT NULL,
    signals         bigint NOT NULL,
    PRIMARY KEY (hour, origin, kind, direction)
);

CREATE TABLE rollup_channel (
    channel_id      bigint NOT NULL,
    kind            text NOT NULL,
    signals         bigint NOT NULL,
    PRIMARY KEY (channel_id, kind)
);

-- One row for each long load that can be interrupted: the demo.
CREATE TABLE load_progress (
    name            text PRIMARY KEY,
    seed            bigint NOT NULL,
    ends_at         timestamptz NOT NULL,
    done            bigint NOT NULL DEFAULT 0,
    total           bigint NOT NULL,
    finished_at     timestamptz
);
