-- An audit entry never changes, but what it says may be erased when its time is over: number and hash stay.
DROP TRIGGER audit_is_never_changed;

CREATE TRIGGER audit_is_never_changed BEFORE UPDATE ON audit
WHEN NEW.n <> OLD.n OR NEW.head <> OLD.head OR NEW.entry <> ''
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;

-- The latest moment at which the clock was believed, and whether an operator ever had to confirm it.
CREATE TABLE clock (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    seen_at TEXT NOT NULL,
    adjusted INTEGER NOT NULL
) STRICT;

-- What recognises the resume code of somebody who shared, for as long as the bundle lies here. Never the code.
-- It goes with its bundle, however that goes; *previous* is the digest of the bundle before.
CREATE TABLE verifiers (
    sequence INTEGER PRIMARY KEY REFERENCES outbox (sequence) ON DELETE CASCADE,
    slip TEXT NOT NULL UNIQUE,
    previous TEXT NOT NULL,
    salt BLOB NOT NULL,
    memory_kib INTEGER NOT NULL,
    passes INTEGER NOT NULL,
    lanes INTEGER NOT NULL,
    verifier BLOB NOT NULL,
    failures INTEGER NOT NULL,
    locked_until TEXT,
    row_digest TEXT NOT NULL
) STRICT;

-- Wrong codes with a slip number that nobody has are counted like all others, so that they look the same.
CREATE TABLE strangers (
    slip TEXT PRIMARY KEY,
    failures INTEGER NOT NULL,
    locked_until TEXT,
    tried_on TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER verifier_goes_with_its_bundle AFTER UPDATE OF data ON outbox
BEGIN DELETE FROM verifiers WHERE sequence = NEW.sequence; END;
