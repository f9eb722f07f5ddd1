-- What a list of channels shows of each: how much it posts, how much of that is signals, what it edits and deletes later.

-- First versions of posts by the day they were posted, kept up in the transaction that stores or removes them.
CREATE TABLE channel_day (
    channel_id      bigint NOT NULL,
    day             date NOT NULL,             -- in UTC
    origin          text NOT NULL,             -- of the posts: witnessed | imported | demo | manual
    posts           integer NOT NULL,
    PRIMARY KEY (channel_id, day, origin)
);
INSERT INTO channel_day (channel_id, day, origin, posts)
SELECT channel_id, (posted_at AT TIME ZONE 'UTC')::date, origin, count(*) FROM message WHERE revision = 1 GROUP BY 1, 2, 3;

-- Posts that these signals are of, since one may hold several; null but for channels. All counts are made anew after this.
ALTER TABLE rollup_day_sum ADD COLUMN posts integer;
UPDATE rollup_position SET epoch = NULL;

-- The few signals whose post was edited or deleted later: of the feed, and of a channel.
CREATE INDEX signal_marked ON signal (posted_at DESC, id DESC) WHERE edited_at IS NOT NULL OR deleted_at IS NOT NULL;
CREATE INDEX signal_marked_channel ON signal (channel_id, posted_at DESC, id DESC)
    WHERE edited_at IS NOT NULL OR deleted_at IS NOT NULL;
