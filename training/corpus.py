"""PolNeAR as pieces, features and labels.

One article becomes an `Article`: its word pieces with character offsets, the features that undo what
lower-casing loses, and the labels that people and (for the side tasks) a parser gave it.
"""
import dataclasses
import gzip
import json
import pathlib
import re
import unicodedata

import numpy as np
from tokenizers import Tokenizer

ROLES = ("Source", "Cue", "Content")
ENTITIES = {"PERSON": 0, "ORGANIZATION": 1, "LOCATION": 2, "CITY": 2, "COUNTRY": 2, "STATE_OR_PROVINCE": 2}
OPENING, CLOSING = "“„«", "”»"
IGNORE = -100


@dataclasses.dataclass
class Article:
    name: str
    text: str
    start: np.ndarray  # [n] first character of each piece
    end: np.ndarray  # [n]
    ids: np.ndarray  # [n]
    casing: np.ndarray  # [n] 0 lower 1 Title 2 UPPER 3 mixed 4 digit 5 punctuation
    quotation: np.ndarray  # [n] 0 outside 1 inside 2 mark
    layout: np.ndarray  # [n] 1 = first piece of a line
    sentence_start: np.ndarray  # [n] bool, by marks alone: where a window may be cut
    tags: np.ndarray = None  # [n] O, B/I source, B/I cue, B/I content
    entities: np.ndarray = None  # [n] O, B/I person, organisation, place; IGNORE where unknown
    relations: np.ndarray = None  # [n] dependency label; IGNORE but on first pieces of a parsed token
    parts: np.ndarray = None  # [n] part of speech, likewise
    attributions: list = dataclasses.field(default_factory=list)  # (source, cue, content) as sorted piece indices


def is_punctuation(c):
    return (33 <= ord(c) <= 47 or 58 <= ord(c) <= 64 or 91 <= ord(c) <= 96 or 123 <= ord(c) <= 126
            or unicodedata.category(c).startswith("P"))


def casing_of(word):
    letters = [c for c in word if c.isalpha()]
    if any(c.isnumeric() for c in word):
        return 4
    if not letters:
        return 5 if any(is_punctuation(c) for c in word) else 0
    upper = [c.isupper() for c in letters]
    if not any(upper):
        return 0
    if upper[0] and not any(upper[1:]):
        return 1
    if all(upper):
        return 2
    return 3


def quotation_of(text):
    """[characters] 0 outside, 1 inside, 2 the mark; every line starts outside"""
    out = np.zeros(len(text), np.int64)
    inside = False
    for i, c in enumerate(text):
        if c == "\n":
            inside = False
        elif c == '"':
            out[i] = 2
            inside = not inside
        elif c in OPENING:
            out[i] = 2
            inside = True
        elif c in CLOSING:
            out[i] = 2
            inside = False
        elif inside:
            out[i] = 1
    return out


def tokenizer(base):
    made = Tokenizer.from_file(str(pathlib.Path(base) / "tokenizer.json"))
    made.no_truncation()
    made.no_padding()
    return made


def pieces(name, text, tok):
    got = tok.encode(text, add_special_tokens=False)
    start = np.array([a for a, _ in got.offsets], np.int64)
    end = np.array([b for _, b in got.offsets], np.int64)
    marks = quotation_of(text)
    n = len(start)
    # words: maximal runs of pieces of one pre-token
    word_start, word_end = start.copy(), end.copy()
    words = got.word_ids
    for i in range(1, n):
        if words[i] == words[i - 1]:
            word_start[i] = word_start[i - 1]
    for i in range(n - 2, -1, -1):
        if words[i] == words[i + 1]:
            word_end[i] = word_end[i + 1]
    casing = np.array([casing_of(text[a:b]) for a, b in zip(word_start, word_end)], np.int64)
    quotation = np.array([marks[a] for a in start], np.int64) if n else np.zeros(0, np.int64)
    line = np.cumsum(np.array([c == "\n" for c in text] + [False]))
    lines = line[start] if n else np.zeros(0, np.int64)
    layout = np.ones(n, np.int64)
    layout[1:] = lines[1:] != lines[:-1]
    sentence = np.zeros(n, bool)
    for i in range(1, n):
        before = text[start[i - 1]:end[i - 1]]
        if before in "\"”»" and i > 1:
            ended = text[start[i - 2]:end[i - 2]] in (".", "!", "?")
        else:
            ended = before in (".", "!", "?")
        sentence[i] = ended and (casing[i] in (1, 2, 3) or text[start[i]] in "\"“«„")
    return Article(name, text, start, end, np.array(got.ids, np.int64), casing, quotation, layout, sentence)


def read_ann(path):
    """-> [{role: [(start, end)]}]"""
    spans, found = {}, []
    for line in path.read_text(encoding="utf-8").splitlines():
        cols = line.split("\t")
        if line.startswith("T") and len(cols) >= 2:
            role, _, where = cols[1].partition(" ")
            spans[cols[0]] = (role, [tuple(map(int, p.split())) for p in where.split(";")])
        elif line.startswith("E") and len(cols) >= 2:
            one = {r: [] for r in ROLES}
            for arg in cols[1].split():
                name, _, ref = arg.partition(":")
                name = re.sub(r"\d+$", "", name)
                if name in one and ref in spans:
                    one[name] += spans[ref][1]
            if one["Content"]:
                found.append(one)
    return found


def covered(article, spans):
    """sorted indices of the pieces that overlap one of the spans"""
    got = set()
    for a, b in spans:
        i = int(np.searchsorted(article.end, a, "right"))
        while i < len(article.start) and article.start[i] < b:
            got.add(i)
            i += 1
    return sorted(got)


def label(article, annotation, layers, relation_ids, part_ids):
    n = len(article.ids)
    article.tags = np.zeros(n, np.int64)
    for one in read_ann(annotation):
        article.attributions.append(tuple(covered(article, one[r]) for r in ROLES))
    # content first, then source, then cue: the rarer role wins where they meet
    for role in (2, 0, 1):
        for attribution in article.attributions:
            previous = -2
            for i in attribution[role]:
                article.tags[i] = 2 * role + (1 if i != previous + 1 else 2)
                previous = i
    article.entities = np.full(n, IGNORE, np.int64)
    article.relations = np.full(n, IGNORE, np.int64)
    article.parts = np.full(n, IGNORE, np.int64)
    if layers is None:
        return
    article.entities[:] = 0
    for sentence in layers["sentences"]:
        previous = None
        for (a, b, _, part, ner, _), (_, relation) in zip(sentence["tokens"], sentence["deps"]):
            found = covered(article, [(a, b)])
            if found:
                relation = relation.split(":")[0]
                article.relations[found[0]] = relation_ids.setdefault(relation, len(relation_ids))
                article.parts[found[0]] = part_ids.setdefault(part, len(part_ids))
            kind = ENTITIES.get(ner)
            for k, i in enumerate(found):
                if kind is not None:
                    article.entities[i] = 1 + 2 * kind + (0 if k == 0 and previous != ner else 1)
            previous = ner


def load(folder, base, relation_ids=None, part_ids=None):
    folder = pathlib.Path(folder)
    tok = tokenizer(base)
    relation_ids = {} if relation_ids is None else relation_ids
    part_ids = {} if part_ids is None else part_ids
    layers = {}
    names = sorted(p.stem for p in (folder / "text").glob("*.txt"))
    many = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        many.setdefault(path.stem.rsplit("_", 1)[0], path)
    with gzip.open(folder / "layers.jsonl.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            one = json.loads(line)
            layers[one.get("name") or one.get("article")] = one
    out = []
    for name in names:
        text = (folder / "text" / f"{name}.txt").read_text(encoding="utf-8")
        article = pieces(name, text, tok)
        if name in many:
            label(article, many[name], layers.get(name), relation_ids, part_ids)
            out.append(article)
    return out
