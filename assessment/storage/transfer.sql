-- The list of what went along on each export; of a list that a newer one replaced only number and name stay.
CREATE TABLE manifests (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    data BLOB NOT NULL,
    digest TEXT NOT NULL,
    says TEXT NOT NULL,
    made_on TEXT NOT NULL
) STRICT;

-- Where the desk's audit log stood in each receipt that was read here: the desk cannot take it back.
CREATE TABLE desk_checkpoints (
    n INTEGER NOT NULL,
    head TEXT NOT NULL,
    read_on TEXT NOT NULL,
    PRIMARY KEY (n, head)
) STRICT, WITHOUT ROWID;

-- How often the operator's PIN was tried in vain; another PIN begins anew.
CREATE TABLE operator_tries (
    pin TEXT PRIMARY KEY,
    failures INTEGER NOT NULL,
    locked_until TEXT
) STRICT, WITHOUT ROWID;
