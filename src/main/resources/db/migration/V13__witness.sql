-- The witness: what is stored of a channel is a chain of links, each with the hash of the one before, so that a later change
-- of any stored version shows. docs/witness.md says how a hash is made; VerifyCommand walks the chains.

ALTER TABLE channel
    ADD COLUMN chain_no         bigint NOT NULL DEFAULT 0,  -- links so far
    ADD COLUMN chain_hash       bytea NOT NULL DEFAULT decode(repeat('00', 32), 'hex'),
    ADD COLUMN last_message_id  bigint;                     -- the highest that was read

ALTER TABLE message          ADD COLUMN chain_no bigint, ADD COLUMN chain_hash bytea;
ALTER TABLE message_deletion ADD COLUMN chain_no bigint, ADD COLUMN chain_hash bytea;

-- A version that the undo of an import took away: its hash stays, and the removal is a link of the chain itself.
CREATE TABLE message_removal (
    channel_id      bigint NOT NULL,
    chain_no        bigint NOT NULL,
    chain_hash      bytea NOT NULL,
    message_id      bigint NOT NULL,
    revision        integer NOT NULL,
    removed_no      bigint NOT NULL,           -- the link that is gone
    removed_hash    bytea NOT NULL,
    removed_at      timestamptz NOT NULL,
    PRIMARY KEY (channel_id, removed_no)
);

-- Message ids that a live source passed over: notices, albums on preview pages, or posts that were deleted before they were read.
CREATE TABLE message_gap (
    channel_id      bigint NOT NULL,
    after_id        bigint NOT NULL,           -- the highest id read before
    before_id       bigint NOT NULL,           -- the id that came instead of the next
    noticed_at      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (channel_id, after_id)
);

-- Times in which a source may have missed posts for good.
CREATE TABLE source_gap (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    source          text NOT NULL,
    from_at         timestamptz NOT NULL,
    to_at           timestamptz NOT NULL,
    noticed_at      timestamptz NOT NULL DEFAULT now()
);

-- What is stored already, in the order in which it was seen. This is the form of io.signalroom.ledger.witness.Link.
CREATE FUNCTION pg_temp.micros(at timestamptz) RETURNS bytea LANGUAGE sql AS $$
    SELECT int8send(coalesce((extract(epoch FROM at) * 1000000)::bigint, -9223372036854775808))
$$;
CREATE FUNCTION pg_temp.bytes(word text) RETURNS bytea LANGUAGE sql AS $$
    SELECT int4send(octet_length(word)) || convert_to(word, 'UTF8')
$$;

DO $$
DECLARE
    link record;
    at_channel bigint;
    no bigint;
    hash bytea;
BEGIN
    FOR link IN
        SELECT 1 AS kind, channel_id, message_id, revision, posted_at, edited_at, first_seen_at AS seen_at, origin, reply_to, text
        FROM message
        UNION ALL
        SELECT 2, channel_id, message_id, 0, deleted_at, NULL, deleted_at, NULL, NULL, NULL FROM message_deletion
        ORDER BY channel_id, seen_at, message_id, kind, revision
    LOOP
        IF at_channel IS DISTINCT FROM link.channel_id THEN
            IF at_channel IS NOT NULL THEN
                UPDATE channel SET chain_no = no, chain_hash = hash WHERE id = at_channel;
            END IF;
            at_channel := link.channel_id;
            no := 0;
            hash := decode(repeat('00', 32), 'hex');
        END IF;
        no := no + 1;
        IF link.kind = 1 THEN
            hash := sha256(hash || int4send(1) || int8send(link.channel_id) || int8send(no) || int8send(link.message_id)
                || int4send(link.revision) || pg_temp.micros(link.posted_at) || pg_temp.micros(link.edited_at)
                || pg_temp.micros(link.seen_at) || int8send(coalesce(link.reply_to, -9223372036854775808))
                || pg_temp.bytes(link.origin) || pg_temp.bytes(link.text));
            UPDATE message SET chain_no = no, chain_hash = hash
            WHERE channel_id = link.channel_id AND message_id = link.message_id AND revision = link.revision
              AND posted_at = link.posted_at;
        ELSE
            hash := sha256(hash || int4send(2) || int8send(link.channel_id) || int8send(no) || int8send(link.message_id)
                || pg_temp.micros(link.seen_at));
            UPDATE message_deletion SET chain_no = no, chain_hash = hash
            WHERE channel_id = link.channel_id AND message_id = link.message_id;
        END IF;
    END LOOP;
    UPDATE channel SET chain_no = no, chain_hash = hash WHERE id = at_channel;
END $$;

UPDATE channel c SET last_message_id = (SELECT max(message_id) FROM message WHERE channel_id = c.id);

ALTER TABLE message          ALTER COLUMN chain_no SET NOT NULL, ALTER COLUMN chain_hash SET NOT NULL;
ALTER TABLE message_deletion ALTER COLUMN chain_no SET NOT NULL, ALTER COLUMN chain_hash SET NOT NULL;

-- A version is never rewritten; who wants to must take this away first, and then the chain still tells.
CREATE FUNCTION refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'rows of % are never changed', TG_TABLE_NAME;
END $$;
CREATE TRIGGER message_never_changes BEFORE UPDATE ON message FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
CREATE TRIGGER deletion_never_changes BEFORE UPDATE ON message_deletion FOR EACH ROW EXECUTE FUNCTION refuse_rewriting();
