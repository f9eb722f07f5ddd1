-- What prices say: candles of markets, and how each call turned out by them.

-- One row a market of a feed, made when the first call for it is measured.
CREATE TABLE market (
    id              integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    feed            text NOT NULL,             -- mock | binance | file
    base            text NOT NULL,             -- SOL
    quote           text NOT NULL,             -- USDT
    listed          boolean NOT NULL DEFAULT true, -- false: the feed lacks it, as of checked_at
    checked_at      timestamptz,
    covered         tstzmultirange NOT NULL DEFAULT '{}', -- what was asked and answered; gaps inside are the feed's own
    followed_to     timestamptz,               -- outcomes follow its prices up to here
    held_from       timestamptz,               -- prices from here on are not asked for
    held_until      timestamptz,               -- before this
    UNIQUE (feed, base, quote)
);

-- Candles as the feed gave them. The mock's are a function of time and are not stored.
CREATE TABLE candle (
    market_id       integer NOT NULL,
    opens_at        timestamptz NOT NULL,
    closes_at       timestamptz NOT NULL,      -- exclusive
    open            numeric NOT NULL,
    high            numeric NOT NULL,
    low             numeric NOT NULL,
    close           numeric NOT NULL,
    volume          numeric NOT NULL,          -- in the base asset
    PRIMARY KEY (market_id, opens_at)
) PARTITION BY RANGE (opens_at);

-- Sets of assumptions that outcomes were measured under.
CREATE TABLE outcome_assumptions (
    id              integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    latency_seconds integer NOT NULL,
    expiry_seconds  integer NOT NULL,
    scalp_expiry_seconds integer NOT NULL,
    fee             double precision NOT NULL, -- share of the traded value
    slippage        double precision NOT NULL,
    UNIQUE (latency_seconds, expiry_seconds, scalp_expiry_seconds, fee, slippage)
);

-- How a call turned out, or stands. One row for each trade signal and token launch that names a coin and a side, made by
-- the outcome verticle from the events, kept up with the candles.
CREATE TABLE outcome (
    signal_id       uuid NOT NULL,
    posted_at       timestamptz NOT NULL,      -- of the signal
    channel_id      bigint NOT NULL,
    origin          text NOT NULL,
    market_id       integer NOT NULL,
    assumptions_id  integer NOT NULL,
    arrival         timestamptz NOT NULL,      -- when a reader could have it
    ends_at         timestamptz NOT NULL,      -- nothing after it changes the outcome
    state           text NOT NULL,             -- no_data | waiting | open | unfilled | all_targets | stopped | expired
    missed_by       text,                      -- of unfilled: target_first | stop_first | expiry
    targets         smallint NOT NULL,         -- how many the plan has
    has_stop        boolean NOT NULL,
    filled_at       timestamptz,               -- first fill
    hits            timestamptz[] NOT NULL DEFAULT '{}', -- when target 1, 2, ... was reached
    settled_at      timestamptz,               -- when nothing was held or ordered any more
    fills           json NOT NULL DEFAULT '[]', -- [{"at","price","part"}, ...]
    exits           json NOT NULL DEFAULT '[]', -- [{"at","price","part","by"}, ...]
    horizons        json,                      -- {"5m": percent, "1h", "24h", "7d"} of launches and calls without targets
    r               double precision,          -- in R multiples, costs included
    percent         double precision,          -- of the money put in, costs included, never by leverage
    liquidation     boolean NOT NULL DEFAULT false,
    run_up_1h       double precision,          -- percent in the call's direction before the post
    run_up_24h      double precision,
    benchmark_r     double precision,          -- mean R of the same plan entered at random times
    followed        boolean NOT NULL DEFAULT false, -- no candle can change it any more
    done            boolean NOT NULL DEFAULT false, -- nothing is left to measure, the benchmark included
    PRIMARY KEY (posted_at, signal_id)
) PARTITION BY RANGE (posted_at);
CREATE INDEX outcome_state ON outcome (state, posted_at DESC, signal_id DESC);
CREATE INDEX outcome_r ON outcome (r DESC, posted_at DESC, signal_id DESC) WHERE r IS NOT NULL;
CREATE INDEX outcome_percent ON outcome (percent DESC, posted_at DESC, signal_id DESC) WHERE percent IS NOT NULL;
CREATE INDEX outcome_channel ON outcome (channel_id, posted_at DESC);
CREATE INDEX outcome_undone ON outcome (market_id, arrival) WHERE NOT done;

DO $$
DECLARE
    parent text;
    year integer;
BEGIN
    FOREACH parent IN ARRAY ARRAY['candle', 'outcome'] LOOP
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

-- Up to which event the outcome verticle has taken calls over.
CREATE TABLE outcome_position (
    only_row        boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    seq             bigint NOT NULL DEFAULT 0,
    recomputing     boolean NOT NULL DEFAULT false -- all is being measured anew, and readers do not know yet
);
INSERT INTO outcome_position DEFAULT VALUES;

-- What prices say to an update of a channel about its own call: holds | fails | unfilled (the price got there before anybody
-- was in) | null (not known yet, or nothing that prices can tell). The one place of this rule.
-- A candle is known by its beginning, so what happened in the minute of an update counts as before it; and a claim fails only
-- once the candle it was made in is closed, that is, when followed_to lies behind it.
CREATE FUNCTION claim_measured(
    event           text,                      -- of the update
    target_index    integer,                   -- that it claims; null = the first; beyond the plan's = the last
    at              timestamptz,               -- when it was posted
    o               outcome,                   -- of the call; null = none yet
    followed_to     timestamptz                -- of the call's market
) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN CASE event
                 WHEN 'TARGET_HIT' THEN o.hits[least(greatest(coalesce(target_index, 1), 1), o.targets)] <= at
                 WHEN 'ALL_TARGETS_HIT' THEN o.hits[o.targets] <= at
                 WHEN 'STOP_HIT' THEN o.state = 'stopped' AND o.settled_at <= at
                 WHEN 'ENTRY_FILLED' THEN o.filled_at <= at
             END THEN 'holds'
        WHEN event IN ('TARGET_HIT', 'ALL_TARGETS_HIT') AND o.targets > 0
             AND o.state = 'unfilled' AND o.missed_by = 'target_first' AND o.settled_at <= at THEN 'unfilled'
        WHEN CASE event
                 WHEN 'TARGET_HIT' THEN o.targets > 0
                 WHEN 'ALL_TARGETS_HIT' THEN o.targets > 0
                 WHEN 'STOP_HIT' THEN o.has_stop
                 ELSE event = 'ENTRY_FILLED'
             END
             AND (o.state IN ('unfilled', 'all_targets', 'stopped', 'expired')
                  OR o.state <> 'no_data' AND followed_to > at) THEN 'fails'
    END
$$;
