-- Answers that read little: sums that know the hours and callers of a token's day, and indexes that answer by themselves.
-- All counts are made anew after this.

TRUNCATE rollup_hour, rollup_day, rollup_hour_sum, rollup_day_sum;
UPDATE rollup_position SET epoch = NULL;

ALTER TABLE rollup_day DROP COLUMN hours;
ALTER TABLE rollup_day_sum
    ADD COLUMN hours    integer[],             -- signals of each of the day's 24 hours; null but for tokens
    ADD COLUMN channels bigint[];              -- who called the token, in order; null but for tokens

DROP INDEX rollup_day_day;
CREATE INDEX rollup_day_day ON rollup_day (scope, day, kind) INCLUDE (key, origin, direction, signals);
CREATE INDEX rollup_day_sum_day ON rollup_day_sum (scope, day) INCLUDE (key, origin, signals, bullish, bearish);

-- Signals of each channel: in each month, and ever, which is the sum of the months.
DROP TABLE rollup_channel;
CREATE TABLE rollup_channel_month (
    channel_id      bigint NOT NULL,
    month           timestamptz NOT NULL,      -- in UTC
    signals         integer NOT NULL,
    PRIMARY KEY (channel_id, month)
);
CREATE TABLE rollup_channel (
    channel_id      bigint PRIMARY KEY,
    signals         bigint NOT NULL
);

-- Who called what and when, told by the indexes alone: of the feed, of a channel, of a token. Nobody can write signals until
-- they are built, but read them.
CREATE INDEX signal_feed ON signal (posted_at) INCLUDE (symbol, channel_id, kind, direction, origin)
    WHERE state = 'published' AND withdrawn_at IS NULL;
CREATE INDEX signal_channel_who ON signal (channel_id, posted_at DESC, id DESC)
    INCLUDE (symbol, kind, direction, origin, state, withdrawn_at);
CREATE INDEX signal_symbol_who ON signal (symbol, posted_at DESC, id DESC)
    INCLUDE (channel_id, kind, direction, origin, state, withdrawn_at);

-- What takes long to make is not made again at once.
ALTER TABLE scorecard ADD COLUMN rests_until timestamptz NOT NULL DEFAULT now();

DROP INDEX signal_channel, signal_symbol;
ALTER INDEX signal_channel_who RENAME TO signal_channel;
ALTER INDEX signal_symbol_who RENAME TO signal_symbol;

-- Rollups are counted anew and need not know what a signal was.
ALTER TABLE signal_event DROP COLUMN was_kind, DROP COLUMN was_direction;
