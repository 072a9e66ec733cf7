-- Version 1. docs/decisions/archive.md says what each table is for.

-- What came, byte for byte, packed by zstd. Never changed, never deleted.
CREATE TABLE originals (
    id      INTEGER PRIMARY KEY,
    hash    BLOB    NOT NULL UNIQUE,    -- SHA-256 of the bytes
    size    INTEGER NOT NULL,           -- bytes, unpacked
    bytes   BLOB    NOT NULL
) STRICT;

-- What was taken out of an original: one dispatch, one version of it. Never changed.
CREATE TABLE items (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    identity  BLOB    NOT NULL UNIQUE,  -- first 16 bytes of SHA-256 over url, publisher, issued, title, text
    original  INTEGER NOT NULL REFERENCES originals,
    received  INTEGER NOT NULL,         -- milliseconds since 1970, UTC
    format    TEXT    NOT NULL,
    source    TEXT    NOT NULL,         -- whence: a path, a feed, an address, with the place in it
    url       TEXT,
    publisher TEXT,                     -- as given, not as read
    issued    TEXT,                     -- as given: ISO 8601, a day or an instant
    title     TEXT,
    details   TEXT,                     -- JSON object: authors, language, credits and the like
    hints     TEXT,                     -- with these the original gives this item again
    size      INTEGER NOT NULL,         -- bytes of the text, unpacked
    digest    BLOB    NOT NULL,         -- first 16 bytes of SHA-256 of the text
    text      BLOB                      -- packed; null where the original is the text
) STRICT;
CREATE INDEX items_url ON items (url, id) WHERE url IS NOT NULL;
CREATE INDEX items_digest ON items (digest);

-- An item that came again: when and whence.
CREATE TABLE sightings (
    item      INTEGER NOT NULL REFERENCES items,
    received  INTEGER NOT NULL,
    source    TEXT    NOT NULL
) STRICT;
CREATE INDEX sightings_item ON sightings (item);

-- What could not be taken in, with the reason.
CREATE TABLE quarantine (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    original  INTEGER NOT NULL REFERENCES originals,
    received  INTEGER NOT NULL,
    format    TEXT    NOT NULL,
    source    TEXT    NOT NULL,
    url       TEXT,
    reason    TEXT    NOT NULL,
    hints     TEXT,                     -- with these it was tried
    tries     INTEGER NOT NULL DEFAULT 1,
    UNIQUE (original, source)
) STRICT;

-- Versions of the reader, told apart by its own words.
CREATE TABLE readers (
    id    INTEGER PRIMARY KEY,
    name  TEXT NOT NULL UNIQUE
) STRICT;

-- Names of people, bodies, publishers, hands: each once.
CREATE TABLE names (
    id    INTEGER PRIMARY KEY,
    name  TEXT NOT NULL UNIQUE
) STRICT;
CREATE VIRTUAL TABLE names_words USING fts5 (
    name, content = 'names', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2'
);

-- The reading of an item; the current one only.
CREATE TABLE readings (
    item    INTEGER PRIMARY KEY REFERENCES items,
    reader  INTEGER NOT NULL REFERENCES readers,
    at      INTEGER NOT NULL,
    bytes   BLOB    NOT NULL            -- first byte: version of the encoding
) STRICT;

-- Everything below is made from items and readings and can be made anew.

-- What dispatches are sifted by; a day counts from 1970-01-01.
CREATE TABLE facets (
    item       INTEGER PRIMARY KEY REFERENCES items,
    reader     INTEGER,                 -- null: not read yet
    publisher  INTEGER,                 -- given, else read
    day        INTEGER                  -- of issue: given, else read
) STRICT;
CREATE INDEX facets_reader ON facets (reader, item);
CREATE INDEX facets_publisher ON facets (publisher, item);
CREATE INDEX facets_day ON facets (day, item);

-- id = item * 2^20 + number of the attribution, here and in `diary`.
CREATE TABLE statements (
    id          INTEGER PRIMARY KEY,
    kind        INTEGER NOT NULL,       -- 0 direct, 1 indirect, 2 mixed
    polarity    INTEGER NOT NULL,       -- 0 asserted, 1 denied, 2 negated, 3 hypothetical
    anonymous   INTEGER NOT NULL,       -- 0 no, else 1 + group
    confidence  REAL    NOT NULL,
    said_first  INTEGER,                -- days of utterance
    said_last   INTEGER,
    start       INTEGER NOT NULL,       -- bytes of the text, from the first word of content
    end         INTEGER NOT NULL,       -- to one past the last
    publisher   INTEGER,                -- of the item, as in facets
    day         INTEGER
) STRICT;
CREATE INDEX statements_day ON statements (day, id);
CREATE INDEX statements_publisher ON statements (publisher, id);
CREATE TABLE speakers (
    name       INTEGER NOT NULL,
    statement  INTEGER NOT NULL,
    PRIMARY KEY (name, statement)
) STRICT, WITHOUT ROWID;
CREATE INDEX speakers_statement ON speakers (statement);
CREATE TABLE hands (
    name       INTEGER NOT NULL,
    statement  INTEGER NOT NULL,
    place      INTEGER NOT NULL,        -- in the chain, the publisher first
    PRIMARY KEY (name, statement, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX hands_statement ON hands (statement);

CREATE TABLE diary (
    id      INTEGER PRIMARY KEY,
    first   INTEGER,                    -- days; null where none is told
    last    INTEGER,
    status  INTEGER NOT NULL            -- 0 announced, 1 confirmed, 2 cancelled, 3 moved
) STRICT;
CREATE INDEX diary_first ON diary (first, id);

CREATE VIRTUAL TABLE dispatch_words USING fts5 (
    title, text, content = '', contentless_delete = 1, tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE statement_words USING fts5 (
    content, source, content = '', contentless_delete = 1,
    tokenize = 'porter unicode61 remove_diacritics 2'
);

-- What people say against a reading, for ever beside it.
CREATE TABLE corrections (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    item    INTEGER NOT NULL REFERENCES items,
    start   INTEGER,                    -- bytes of the finding it is about; null: the dispatch
    end     INTEGER,
    field   TEXT    NOT NULL,
    value   TEXT    NOT NULL,           -- JSON
    author  TEXT    NOT NULL,
    at      INTEGER NOT NULL,
    note    TEXT    NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX corrections_item ON corrections (item);

-- What a poll of a feed left behind.
CREATE TABLE feeds (
    url            TEXT PRIMARY KEY,
    title          TEXT,
    etag           TEXT,
    last_modified  TEXT,
    polled         INTEGER,             -- milliseconds since 1970
    next           INTEGER,             -- not before
    failures       INTEGER NOT NULL DEFAULT 0,
    error          TEXT
) STRICT, WITHOUT ROWID;
