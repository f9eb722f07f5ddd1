-- Counts by time, made of the signals and their outcomes, never by adding and taking away: whatever an event touched is
-- counted anew, so that a rollup equals a recount whatever came in which order.

DROP TABLE rollup_hour;
DROP TABLE rollup_channel;
DROP TABLE rollup_position;

-- Up to which event what changed has been counted. Its row is locked while it moves: counting is done once per cluster.
CREATE TABLE rollup_position (
    only_row        boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    seq             bigint NOT NULL DEFAULT 0,
    epoch           text,                      -- of the event log; another one there means that all is counted anew
    recount_from    timestamptz,               -- all is being counted anew, and has come so far; null = it is done
    revision        bigint NOT NULL DEFAULT 0  -- grows with whatever is worked out of the counts and kept
);
INSERT INTO rollup_position DEFAULT VALUES;

-- What is counted of signals of the feed, in all rollups alike.
CREATE TABLE rollup_hour (
    hour            timestamptz NOT NULL,      -- in UTC
    origin          text NOT NULL,
    kind            text NOT NULL,
    direction       smallint NOT NULL,
    signals         integer NOT NULL,
    edited          integer NOT NULL,          -- the post was edited after the signal was read
    deleted         integer NOT NULL,          -- the channel deleted the post
    no_data         integer NOT NULL,          -- states of outcomes
    waiting         integer NOT NULL,
    open            integer NOT NULL,
    unfilled        integer NOT NULL,
    all_targets     integer NOT NULL,
    stopped         integer NOT NULL,
    expired         integer NOT NULL,
    results         integer NOT NULL,          -- calls that were filled and are over
    wins            integer NOT NULL,          -- of these, results above 0, costs included
    in_r            integer NOT NULL,          -- of these, results in R multiples
    sum_r           bigint NOT NULL,           -- their sum in millionths, each rounded: whole numbers add up exactly
    PRIMARY KEY (hour, origin, kind, direction)
);

-- The same by day: of the whole feed, of each channel and of each token.
CREATE TABLE rollup_day (
    scope           text NOT NULL,             -- all | channel | token
    key             text NOT NULL,             -- '' | id of the channel | symbol
    day             timestamptz NOT NULL,      -- in UTC
    LIKE rollup_hour,
    hours           integer[],                 -- signals of each of the day's 24 hours; null in the scope all
    channels        bigint[],                  -- who called the token; null in the other scopes
    PRIMARY KEY (scope, key, day, origin, kind, direction)
);
ALTER TABLE rollup_day DROP COLUMN hour;
CREATE INDEX rollup_day_day ON rollup_day (scope, day);

-- Calls whose outcome was written or removed without an event: that a new one waits is no news to readers.
CREATE TABLE rollup_due (
    signal_id       uuid NOT NULL,
    posted_at       timestamptz NOT NULL,
    channel_id      bigint NOT NULL
);

-- The sums of these over kinds and directions, for questions that ask for all: a year of days is read in a moment.
CREATE TABLE rollup_hour_sum (
    LIKE rollup_hour,
    bearish         integer NOT NULL,          -- signals by direction
    neutral         integer NOT NULL,
    bullish         integer NOT NULL,
    trade_signal    integer NOT NULL,          -- signals by kind
    signal_update   integer NOT NULL,
    token_launch    integer NOT NULL,
    listing         integer NOT NULL,
    pump_alert      integer NOT NULL,
    PRIMARY KEY (hour, origin)
);
ALTER TABLE rollup_hour_sum DROP COLUMN kind, DROP COLUMN direction;
CREATE TABLE rollup_day_sum (
    scope           text NOT NULL,
    key             text NOT NULL,
    day             timestamptz NOT NULL,
    LIKE rollup_hour_sum,
    PRIMARY KEY (scope, key, day, origin)
);
ALTER TABLE rollup_day_sum DROP COLUMN hour;

-- Signals of each channel, ever.
CREATE TABLE rollup_channel (
    channel_id      bigint NOT NULL,
    kind            text NOT NULL,
    signals         bigint NOT NULL,
    PRIMARY KEY (channel_id, kind)
);

-- Scorecards of channels and tokens: pure functions of their calls, made anew when something touched them.
CREATE TABLE scorecard (
    scope           text NOT NULL,             -- channel | token
    key             text NOT NULL,
    origin          text NOT NULL,             -- figures of one are never mixed with those of another
    period          text NOT NULL,             -- 30d | 90d | all
    card            json NOT NULL,             -- as the contract's schema Scorecard says
    made_at         timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (scope, key, origin, period)
);
CREATE INDEX scorecard_board ON scorecard (scope, period, origin);

-- Whose scorecards are to be made anew, and when.
CREATE SEQUENCE scorecard_version;
CREATE TABLE scorecard_due (
    scope           text NOT NULL,
    key             text NOT NULL,
    due_at          timestamptz NOT NULL DEFAULT now(), -- later while somebody is at it
    version         bigint NOT NULL DEFAULT nextval('scorecard_version'), -- another with every touch, so that none is lost
    PRIMARY KEY (scope, key)
);
CREATE INDEX scorecard_due_at ON scorecard_due (due_at);
CREATE INDEX scorecard_made_at ON scorecard (made_at);
