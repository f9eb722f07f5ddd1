-- What many signals show together, and what it takes to see it.

-- Every call of the feed that names a coin (trade signals and token launches): the columns that patterns are found by, and a
-- sketch of the post's first-seen text, from which the likeness of two texts is told. Kept up with signal_event.
CREATE TABLE signal_sketch (
    signal_id       uuid NOT NULL,
    posted_at       timestamptz NOT NULL,
    channel_id      bigint NOT NULL,
    origin          text NOT NULL,
    symbol          text NOT NULL,
    direction       smallint NOT NULL,
    sketch          bit(512),                  -- null: the text is too short to be told from others
    PRIMARY KEY (posted_at, signal_id)
) PARTITION BY RANGE (posted_at);
CREATE INDEX signal_sketch_symbol ON signal_sketch (symbol, posted_at, signal_id);
CREATE INDEX signal_sketch_origin ON signal_sketch (origin, posted_at) INCLUDE (symbol, channel_id, direction);

DO $$
DECLARE
    year integer;
BEGIN
    CREATE TABLE signal_sketch_before_2018 PARTITION OF signal_sketch FOR VALUES FROM (MINVALUE) TO ('2018-01-01T00:00:00Z');
    FOR year IN 2018..2031 LOOP
        EXECUTE format('CREATE TABLE %I PARTITION OF signal_sketch FOR VALUES FROM (%L) TO (%L)',
                       'signal_sketch_' || year, year || '-01-01T00:00:00Z', (year + 1) || '-01-01T00:00:00Z');
    END LOOP;
    CREATE TABLE signal_sketch_from_2032 PARTITION OF signal_sketch FOR VALUES FROM ('2032-01-01T00:00:00Z') TO (MAXVALUE);
END $$;

-- Calls that repeat another: of all alike texts about the same coin, of other channels and the same origin, in the 24 hours
-- before, the first. At most one row a call.
CREATE TABLE signal_copy (
    signal_id       uuid PRIMARY KEY,          -- the later one
    posted_at       timestamptz NOT NULL,
    channel_id      bigint NOT NULL,
    origin          text NOT NULL,
    first_id        uuid NOT NULL,
    first_at        timestamptz NOT NULL,
    first_channel_id bigint NOT NULL,
    lag_seconds     integer NOT NULL,          -- from the first to the later
    likeness        real NOT NULL              -- estimated Jaccard similarity, 0 to 1
);
CREATE INDEX signal_copy_first ON signal_copy (first_id);
CREATE INDEX signal_copy_origin ON signal_copy (origin, posted_at);

-- Up to which event the two tables above are.
CREATE TABLE pattern_position (
    only_row        boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    seq             bigint NOT NULL DEFAULT 0
);
INSERT INTO pattern_position DEFAULT VALUES;

CREATE TABLE pattern (
    id              text PRIMARY KEY,
    kind            text NOT NULL,             -- burst | consensus | copy_network | pump_stage | sentiment_turn | hour_habit | exit_run_up
    origin          text NOT NULL,
    symbol          text,
    channels        bigint[] NOT NULL,
    score           double precision NOT NULL, -- 0 to 100
    starts_at       timestamptz NOT NULL,
    ends_at         timestamptz NOT NULL,      -- its newest signal
    ends_in         timestamptz NOT NULL       -- the whole hour of that
        GENERATED ALWAYS AS (date_bin('1 hour', ends_at, timestamptz '2000-01-01T00:00:00Z')) STORED,
    title           text NOT NULL,
    evidence        json NOT NULL,
    signals         uuid[] NOT NULL,           -- the newest, at most 50
    signal_count    integer NOT NULL
);
-- newest hour first, and in an hour the strongest
CREATE INDEX pattern_rank ON pattern (ends_in DESC, score DESC, id);

-- When each kind was last worked out, from all events up to seq.
CREATE TABLE pattern_round (
    kind            text PRIMARY KEY,
    seq             bigint NOT NULL,
    computed_at     timestamptz NOT NULL
);
