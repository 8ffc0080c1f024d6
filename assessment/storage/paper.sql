-- What can be printed of a sealed bundle: less than the bundle says, for the same municipality only.
-- It goes with its bundle, however that goes: deleted, taken back, replaced or emptied.
CREATE TABLE paper (
    sequence INTEGER PRIMARY KEY REFERENCES outbox (sequence) ON DELETE CASCADE,
    token BLOB NOT NULL,
    digest TEXT NOT NULL,
    printed_on TEXT
) STRICT;

CREATE TRIGGER paper_goes_with_its_bundle AFTER UPDATE OF data ON outbox
BEGIN DELETE FROM paper WHERE sequence = NEW.sequence; END;
