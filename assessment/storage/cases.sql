-- The desk's database. Columns that end in _at, and at, hold ISO 8601 with an offset.
PRAGMA application_id = 1095975755;

CREATE TABLE IF NOT EXISTS users (
    name TEXT PRIMARY KEY,
    password TEXT NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS failures (
    name TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS start_codes (
    code TEXT PRIMARY KEY,
    reference TEXT NOT NULL,
    issued_at TEXT NOT NULL,
    issued_by TEXT NOT NULL REFERENCES users (name)
) STRICT;

CREATE TABLE IF NOT EXISTS cases (
    code TEXT PRIMARY KEY,
    opened_at TEXT NOT NULL
) STRICT;

CREATE TABLE IF NOT EXISTS bundles (
    bundle_id TEXT PRIMARY KEY,
    kid TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    code TEXT NOT NULL REFERENCES cases (code),
    digest TEXT NOT NULL,
    data BLOB NOT NULL,
    contents TEXT NOT NULL,
    problems TEXT NOT NULL,
    imported_at TEXT NOT NULL,
    imported_by TEXT NOT NULL REFERENCES users (name),
    UNIQUE (kid, sequence)
) STRICT;

CREATE INDEX IF NOT EXISTS bundles_of_a_case ON bundles (code);

-- What was read from paper while its bundle is not here yet; the bundle says all of it and more, and takes its place.
CREATE TABLE IF NOT EXISTS papers (
    bundle_id TEXT PRIMARY KEY,
    kid TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    code TEXT NOT NULL,
    "full" TEXT NOT NULL,
    digest TEXT NOT NULL,
    token BLOB NOT NULL,
    claims TEXT NOT NULL,
    read_at TEXT NOT NULL,
    read_by TEXT NOT NULL REFERENCES users (name),
    UNIQUE (kid, sequence)
) STRICT;

CREATE TRIGGER IF NOT EXISTS bundle_takes_the_place_of_its_paper AFTER INSERT ON bundles
BEGIN DELETE FROM papers WHERE bundle_id = NEW.bundle_id; END;

-- Number 1 is what the desk scored when the bundle came in; scoring again adds, and never takes away.
CREATE TABLE IF NOT EXISTS scores (
    bundle_id TEXT NOT NULL REFERENCES bundles (bundle_id),
    number INTEGER NOT NULL,
    bank TEXT NOT NULL,
    bank_version TEXT NOT NULL,
    bank_hash TEXT NOT NULL,
    scoring TEXT NOT NULL,
    profile TEXT NOT NULL,
    at TEXT NOT NULL,
    "by" TEXT NOT NULL REFERENCES users (name),
    reason TEXT NOT NULL,
    PRIMARY KEY (bundle_id, number)
) STRICT;

CREATE TRIGGER IF NOT EXISTS scores_are_never_changed BEFORE UPDATE ON scores
BEGIN SELECT raise(ABORT, 'a score is only followed by a newer one'); END;

CREATE TRIGGER IF NOT EXISTS scores_are_never_deleted BEFORE DELETE ON scores
BEGIN SELECT raise(ABORT, 'a score is only followed by a newer one'); END;

CREATE TABLE IF NOT EXISTS quarantine (
    digest TEXT PRIMARY KEY,
    data BLOB NOT NULL,
    reason TEXT NOT NULL,
    received_at TEXT NOT NULL,
    received_by TEXT NOT NULL REFERENCES users (name)
) STRICT;

CREATE TABLE IF NOT EXISTS advice (
    code TEXT NOT NULL REFERENCES cases (code),
    text TEXT NOT NULL,
    at TEXT NOT NULL,
    "by" TEXT NOT NULL REFERENCES users (name)
) STRICT;

CREATE TABLE IF NOT EXISTS audit (
    number INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    "by" TEXT NOT NULL,
    event TEXT NOT NULL,
    detail TEXT NOT NULL
) STRICT;

-- The hash chain over the audit trail (bundle/audit.py); receipts carry its head to the kiosks.
CREATE TABLE IF NOT EXISTS audit_chain (
    number INTEGER PRIMARY KEY REFERENCES audit (number),
    head TEXT NOT NULL
) STRICT;

CREATE TRIGGER IF NOT EXISTS audit_is_never_changed BEFORE UPDATE ON audit
BEGIN SELECT raise(ABORT, 'the audit trail is only added to'); END;

CREATE TRIGGER IF NOT EXISTS audit_is_never_deleted BEFORE DELETE ON audit
BEGIN SELECT raise(ABORT, 'the audit trail is only added to'); END;

CREATE TRIGGER IF NOT EXISTS audit_chain_is_never_changed BEFORE UPDATE ON audit_chain
BEGIN SELECT raise(ABORT, 'the audit trail is only added to'); END;

CREATE TRIGGER IF NOT EXISTS audit_chain_is_never_deleted BEFORE DELETE ON audit_chain
BEGIN SELECT raise(ABORT, 'the audit trail is only added to'); END;
