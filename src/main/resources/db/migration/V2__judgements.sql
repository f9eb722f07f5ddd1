-- What becomes of a reading: unsure ones wait for an operator, and operators judge beside the machine.

ALTER TABLE signal ADD COLUMN state text NOT NULL DEFAULT 'published'; -- published | review | rejected
-- the few that are not in the feed; lists of the feed never look here
CREATE INDEX signal_aside ON signal (state, posted_at DESC, id DESC) WHERE state <> 'published';

-- when an operator last judged it, null = never; the other columns then hold the newest judgement's reading
ALTER TABLE signal ADD COLUMN judged_at timestamptz;

-- Judgements beside each other: the machine's, copied here verbatim when the first operator judges, and every operator's.
-- Rows are never changed, and go only with the demo.
CREATE TABLE signal_judgement (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    signal_id       uuid NOT NULL,
    posted_at       timestamptz NOT NULL,      -- of the signal
    subject         text,                      -- whose token; null = the machine
    at              timestamptz NOT NULL,
    verdict         text NOT NULL,             -- read (the machine) | confirm | correct | reject
    kind            text NOT NULL,
    fields          json NOT NULL,             -- as the API shows them
    confidence      real NOT NULL,
    note            text
);
CREATE INDEX signal_judgement_signal ON signal_judgement (signal_id, id);
CREATE UNIQUE INDEX signal_judgement_machine ON signal_judgement (signal_id) WHERE subject IS NULL;

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME;
END $$;
CREATE TRIGGER frozen BEFORE UPDATE ON signal_judgement FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- what the rollups take a corrected signal out of
ALTER TABLE signal_event ADD COLUMN was_kind text, ADD COLUMN was_direction smallint;

-- The call or alert that this signal gives the levels of; its id holds its time.
ALTER TABLE signal ADD COLUMN follows uuid;

-- What a channel claims of its own signals: the signal that each update speaks of. Kept up with the parser's and the
-- operators' transactions.
CREATE TABLE claim (
    update_id       uuid PRIMARY KEY,
    update_at       timestamptz NOT NULL,      -- posted_at of the update
    signal_id       uuid NOT NULL,
    signal_at       timestamptz NOT NULL,      -- posted_at of the signal
    how             text NOT NULL,             -- reply | symbol
    closes          boolean NOT NULL           -- the update says that the signal is over
);
CREATE INDEX claim_signal ON claim (signal_id, update_at);
-- the open calls of a channel for a coin
CREATE INDEX signal_call ON signal (channel_id, symbol, posted_at DESC) WHERE kind IN ('trade_signal', 'token_launch');

-- without figures the planner takes a new column's value for a rare one, and old partitions are never analysed again
DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM signal) THEN
        ANALYZE signal (state);
    END IF;
END $$;
