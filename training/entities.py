"""Names that people marked: GUM's news and a part of UNER's English Web Treebank, as articles without attributions."""
import pathlib
import re
import zlib

import numpy as np

import corpus

TYPES = {"PER": 0, "ORG": 1, "LOC": 2}
GUM = {"person": 0, "organization": 1, "place": 2}
FOLDS = 5


def held_out(document, folds=FOLDS):
    """the fold of a document of UNER dev; fold 0 is never trained on, so that it can choose"""
    return zlib.crc32(document.encode()) % folds


def uner(path):
    """[(document, [[(word, tag)]])]: sentences of each document"""
    found = []
    for block in pathlib.Path(path).read_text(encoding="utf-8").split("\n\n"):
        words = []
        for line in block.splitlines():
            if line.startswith("# newdoc id"):
                found.append((line.split("=", 1)[1].strip(), []))
            elif line and not line.startswith("#"):
                cells = line.split("\t")
                kind = TYPES.get(cells[2][2:])
                words.append((cells[1], 0 if kind is None else 1 + 2 * kind + (cells[2][0] == "I")))
        if words:
            found[-1][1].append(words)
    return found


def gum(path):
    """sentences of one article of GUM: the runs of proper nouns that head a person, an organisation or a place"""
    sentences, rows = [], []
    for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines():
        cells = line.split("\t")
        if len(cells) == 10 and cells[0].isdigit():
            rows.append(cells)
        elif not line and rows:
            sentences.append(rows)
            rows = []
    if rows:
        sentences.append(rows)
    return sentences


def gum_types(path):
    """[(first token, last token, type, name)] of the whole article, from the CoNLL form"""
    mentions, open_ = [], []
    at = -1
    for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        cells = line.split("\t")
        at += 1
        for opens, name, closes in re.findall(r"(\()?([a-z]+-\d+(?:-[^()\s]*)?)(\))?", cells[-1]):
            kind, _, rest = name.partition("-")
            if opens:
                open_.append((name, at))
            if closes:
                for i in range(len(open_) - 1, -1, -1):
                    if open_[i][0] == name:
                        mentions.append((open_.pop(i)[1], at, kind, rest))
                        break
    return mentions


def gum_article(conllu, conll):
    """[[(word, tag)]] of one article"""
    sentences = gum(conllu)
    flat = [row for rows in sentences for row in rows]
    mentions = gum_types(conll)
    # a country acts as an organisation in GUM; as a name it is a place
    kinds = {}
    for _, _, kind, rest in mentions:
        kinds.setdefault(rest.split("-")[0], set()).add(kind)
    tags = [0] * len(flat)
    ends, at = {}, 0
    for rows in sentences:
        for i in range(at, at + len(rows)):
            ends[i] = at + len(rows)
        at += len(rows)
    proper = lambda i: flat[i][3] == "PROPN" or flat[i][4] in ("NNP", "NNPS")
    for first, last, kind, rest in sorted(mentions, key=lambda m: m[0] - m[1]):
        if kind not in GUM:
            continue
        i = first
        runs = []
        while i <= last:
            if proper(i):
                j = i
                while j < last and (proper(j + 1) or (flat[j + 1][1] in ("of", "-", "&", "for") and j + 2 <= last and proper(j + 2))):
                    j += 1
                runs.append((i, j))
                i = j + 1
            else:
                i += 1
        # the run that holds the head: the last token whose own head lies outside the mention
        base = first - int(flat[first][0]) + 1
        heads = [k for k in range(first, last + 1) if not first <= base + int(flat[k][6]) - 1 <= last]
        head = heads[-1] if heads else last
        for a, b in runs:
            if not a <= head <= b or flat[b][4] == "NNPS" and kind == "person":
                continue
            if kind == "person":
                titles = [k for k in range(a, b) if flat[k][1].strip(".") in TITLES]
                a = titles[-1] + 1 if titles else a
            if any(tags[a:b + 1]) or flat[b][1] in TITLES:
                continue
            words = " ".join(row[1] for row in flat[a:b + 1])
            place = kind == "organization" and ("place" in kinds[rest.split("-")[0]] or words in COUNTRIES)
            for k in range(a, b + 1):
                tags[k] = 1 + 2 * (2 if place else GUM[kind]) + (k > a)
    out, at = [], 0
    for rows in sentences:
        out.append([(row[1], tags[at + k]) for k, row in enumerate(rows)])
        at += len(rows)
    return out


COUNTRIES = set("Afghanistan Australia Britain Canada China Cuba Egypt England France Germany India Iran Iraq Israel Italy Japan "
                "Libya Mexico Pakistan Russia Scotland Spain Syria Turkey UK US U.S. USA Ukraine Yemen DPRK".split()) | {"North Korea", "South Korea", "United States", "United Kingdom", "New Zealand", "Saudi Arabia"}
TITLES = set("President Minister Professor Mr Mrs Ms Dr Sir Sheriff Administrator Senator Secretary Undersecretary Education Captain General "
             "Judge Pope Bishop Director Governor Mayor Chairman King Queen Prince".split())


def article(name, sentences, tok, spaced=True):
    """sentences of (word, tag) as an article whose attributions are unknown"""
    text, spans = [], []
    at = 0
    for words in sentences:
        for word, tag in words:
            spans.append((at, at + len(word), tag))
            text.append(word + " ")
            at += len(word) + 1
        text.append("\n")
        at += 1
    made = corpus.pieces(name, "".join(text), tok)
    n = len(made.ids)
    made.tags = np.full(n, corpus.IGNORE, np.int64)
    made.relations = np.full(n, corpus.IGNORE, np.int64)
    made.parts = np.full(n, corpus.IGNORE, np.int64)
    made.entities = np.zeros(n, np.int64)
    for a, b, tag in spans:
        for k, i in enumerate(corpus.covered(made, [(a, b)])):
            made.entities[i] = tag if k == 0 or tag == 0 or tag % 2 == 0 else tag + 1
    return made


def load(shared, base, folds=range(1, FOLDS)):
    """articles to train on: GUM's news and the given folds of UNER dev"""
    shared = pathlib.Path(shared)
    tok = corpus.tokenizer(base)
    out = []
    for conllu in sorted((shared / "entities/gum-news/conllu").glob("*.conllu")):
        conll = shared / "entities/gum-news/conll" / f"{conllu.stem}.conll"
        out.append(article(conllu.stem, gum_article(conllu, conll), tok))
    for document, sentences in uner(shared / "entities/uner-ewt/en_ewt-ud-dev.iob2"):
        if held_out(document) in folds:
            out.append(article(document, sentences, tok))
    return out
