-- Version 2. What the model marked, so that passages of copies need no reading; when pages were
-- fetched.

-- What the model marked in the text, before rules and names; null where that was not kept.
-- First byte: version of the encoding.
ALTER TABLE readings ADD COLUMN marks BLOB;

-- Lines that were read, by the first 8 bytes of SHA-256, and the item in which they were read first.
CREATE TABLE passages (
    hash  INTEGER PRIMARY KEY,
    item  INTEGER NOT NULL REFERENCES items
) STRICT;

-- Pages by the address that they were fetched from, which need not be the one they give as theirs.
CREATE INDEX items_page ON items (source) WHERE format = 'html';
CREATE INDEX quarantine_source ON quarantine (source);
