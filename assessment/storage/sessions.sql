-- The kiosk's database. Events are ciphertext; what stands in clear says nothing about a person.
CREATE TABLE sessions (
    session_id TEXT PRIMARY KEY,
    slip TEXT NOT NULL UNIQUE,
    salt BLOB NOT NULL,
    memory_kib INTEGER NOT NULL,
    passes INTEGER NOT NULL,
    lanes INTEGER NOT NULL,
    wrapped_key BLOB NOT NULL,
    failures INTEGER NOT NULL DEFAULT 0,
    locked_until TEXT,
    started_on TEXT NOT NULL
) STRICT;

CREATE TABLE events (
    session_id TEXT NOT NULL REFERENCES sessions (session_id) ON DELETE CASCADE,
    sequence INTEGER NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (session_id, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE outbox (
    sequence INTEGER PRIMARY KEY,
    bundle_id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL UNIQUE,
    data BLOB NOT NULL,
    digest TEXT NOT NULL,
    jws_digest TEXT NOT NULL,
    finished_on TEXT NOT NULL
) STRICT;

CREATE TABLE audit (
    n INTEGER PRIMARY KEY,
    entry TEXT NOT NULL,
    head TEXT NOT NULL
) STRICT;

CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;

CREATE TRIGGER audit_is_never_deleted BEFORE DELETE ON audit
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
