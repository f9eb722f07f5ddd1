-- Who may ask for tokens. Of a key's secret only the digest is kept: 32 random bytes need no slow hash.
CREATE TABLE api_key (
    id              text PRIMARY KEY,          -- the part of the key that is no secret
    name            text NOT NULL,             -- whom or what it is for
    scope           text NOT NULL CHECK (scope IN ('read', 'write', 'admin')),
    digest          bytea NOT NULL,            -- SHA-256 of the secret
    created_by      text NOT NULL,             -- a caller, or the command line
    created_at      timestamptz NOT NULL DEFAULT now(),
    last_used_at    timestamptz,               -- to the minute
    revoked_at      timestamptz
);
CREATE INDEX api_key_revoked ON api_key (revoked_at) WHERE revoked_at IS NOT NULL;
