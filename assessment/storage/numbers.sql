-- What came in under each number of each kiosk: the one place that makes an import happen once.
CREATE TABLE numbers (
    kid TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    bundle_id TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    digest TEXT NOT NULL,
    jws_digest TEXT NOT NULL,
    previous TEXT NOT NULL,
    received_at TEXT NOT NULL,
    received_by TEXT NOT NULL REFERENCES users (name),
    PRIMARY KEY (kid, sequence)
) STRICT;

-- Who withdrew, whether their profile had come in before or not.
CREATE TABLE withdrawals (
    kid TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    bundle_id TEXT NOT NULL,
    code TEXT NOT NULL,
    replaces TEXT NOT NULL,
    digest TEXT NOT NULL,
    jws_digest TEXT NOT NULL,
    data BLOB NOT NULL,
    received_at TEXT NOT NULL,
    received_by TEXT NOT NULL REFERENCES users (name),
    PRIMARY KEY (kid, sequence),
    FOREIGN KEY (kid, sequence) REFERENCES numbers (kid, sequence)
) STRICT;

-- What contradicts something that is here already: kept apart as received, so that somebody can find out why.
CREATE TABLE conflicts (
    digest TEXT PRIMARY KEY,
    data BLOB NOT NULL,
    kiosk TEXT NOT NULL,
    kid TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    bundle_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    sealed_at TEXT NOT NULL,
    received_at TEXT NOT NULL,
    received_by TEXT NOT NULL REFERENCES users (name)
) STRICT;

ALTER TABLE quarantine ADD COLUMN kiosk TEXT NOT NULL DEFAULT '';

ALTER TABLE quarantine ADD COLUMN sequence INTEGER NOT NULL DEFAULT 0;

-- What came in before: the digest of the signed contents was not kept then.
INSERT INTO numbers (kid, sequence, bundle_id, kind, digest, jws_digest, previous, received_at, received_by)
SELECT kid, sequence, bundle_id, 'profile', digest, '',
       CASE WHEN json_valid(contents) THEN coalesce(json_extract(contents, '$.prev'), '') ELSE '' END,
       imported_at, imported_by
FROM bundles;
