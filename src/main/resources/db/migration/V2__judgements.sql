-- What becomes of a reading: unsure ones wait for an operator.

ALTER TABLE signal ADD COLUMN state text NOT NULL DEFAULT 'published'; -- published | review | rejected
-- the few that are not in the feed; lists of the feed never look here
CREATE INDEX signal_aside ON signal (state, posted_at DESC, id DESC) WHERE state <> 'published';

-- without figures the planner takes a new column's value for a rare one, and old partitions are never analysed again
DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM signal) THEN
        ANALYZE signal (state);
    END IF;
END $$;
