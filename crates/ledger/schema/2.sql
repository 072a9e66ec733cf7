-- What the tracer keeps of each item of an archive; made anew from the archive where it is lost.

CREATE TABLE items (
    number INTEGER PRIMARY KEY,   -- the tracer's, from 0
    archived INTEGER UNIQUE,      -- the archive's
    id TEXT NOT NULL,
    outlet TEXT,
    first INTEGER,                -- seconds since 1970 that the time of issue can mean
    last INTEGER,
    url TEXT,
    title TEXT,
    text TEXT NOT NULL,
    mentions TEXT NOT NULL,       -- JSON
    read_at INTEGER,              -- the time of the reading that they are from, as the archive has it
    bag BLOB NOT NULL             -- stems and weights, four bytes each, little end first
) STRICT;

-- kind: 0 word sequences, 1 telling words, 2 sentences of outlets
CREATE TABLE keys (
    kind INTEGER NOT NULL,
    key INTEGER NOT NULL,
    item INTEGER NOT NULL,
    PRIMARY KEY (kind, key, item)
) STRICT, WITHOUT ROWID;

CREATE TABLE stems (stem INTEGER PRIMARY KEY, seen INTEGER NOT NULL) STRICT;

CREATE TABLE furniture (sentence INTEGER PRIMARY KEY) STRICT;

CREATE TABLE relations (
    number INTEGER PRIMARY KEY,
    copy INTEGER NOT NULL,
    source INTEGER NOT NULL,
    relation TEXT NOT NULL        -- JSON
) STRICT;
CREATE INDEX relations_copy ON relations (copy);
CREATE INDEX relations_source ON relations (source);

CREATE TABLE stories (item INTEGER PRIMARY KEY, story INTEGER NOT NULL) STRICT;
CREATE INDEX stories_story ON stories (story, item);

-- What became of the stories; a number is never given twice.
CREATE TABLE events (
    number INTEGER PRIMARY KEY,
    story INTEGER NOT NULL,
    other INTEGER,                -- the story that went into it or came out of it
    event TEXT NOT NULL           -- JSON
) STRICT;
CREATE INDEX events_story ON events (story);
CREATE INDEX events_other ON events (other);
