#!/usr/bin/env python3
"""How well the entity head finds the names of UNER's English Web Treebank, as `sayso-eval entities` measures it.

usage: names.py --shared ../shared --base DIR --models RUN/model.pt[,…] [--part dev] [--folds 0,1] [--misses]
"""
import argparse
import pathlib

import numpy as np
import torch

import corpus
import entities
import network


def spans(tags):
    """{(first, end, kind)} of a sentence's tags"""
    found, open_ = set(), None
    for i, tag in enumerate([*tags, 0]):
        kind = (tag + 1) // 2
        if open_ and not (tag and tag % 2 == 0 and kind == open_[1]):
            found.add((open_[0], i, open_[1]))
            open_ = None
        if tag and not open_:
            open_ = (i, kind)
    return found


@torch.no_grad()
def states(reader, words, tok):
    """the vector of each word's first piece, and that of the words without one None"""
    text, starts = "", []
    for word, _ in words:
        starts.append(len(text))
        text += word + " "
    article = corpus.pieces("", text, tok)
    n = min(len(article.ids), 254)
    row = lambda v, edge: torch.tensor(np.concatenate([[edge], v[:n], [edge + (edge > 100)]]))[None]
    x = reader.encode(row(article.ids, 101), row(article.casing, 6), row(article.quotation, 0), row(article.layout, 0),
                      torch.tensor([n + 2]))[0, 1:-1]
    at = [int(np.searchsorted(article.start[:n], s)) for s in starts]
    return [x[i] if i < n and article.start[i] < s + len(w) else None for i, s, (w, _) in zip(at, starts, words)]


def f1(right, gold, found):
    p, r = 100 * right / max(1, found), 100 * right / max(1, gold)
    return f"p {p:.1f} r {r:.1f} f1 {2 * p * r / max(1e-9, p + r):.1f}"


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--shared", type=pathlib.Path, required=True)
    ap.add_argument("--base", type=pathlib.Path, required=True)
    ap.add_argument("--models", required=True)
    ap.add_argument("--part", default="dev")
    ap.add_argument("--folds", default="0,1,2,3,4")
    ap.add_argument("--misses", action="store_true")
    a = ap.parse_args()
    reader = network.load_models(a.models.split(","))
    tok = corpus.tokenizer(a.base)
    folds = set(map(int, a.folds.split(",")))
    counts = np.zeros((4, 3), int)
    for document, sentences in entities.uner(a.shared / f"entities/uner-ewt/en_ewt-ud-{a.part}.iob2"):
        if entities.held_out(document) not in folds:
            continue
        for words in sentences:
            tags = [0 if x is None else int(reader.entity(x).argmax()) for x in states(reader, words, tok)]
            gold, found = spans([t for _, t in words]), spans(tags)
            for kind in range(4):
                keep = lambda s: {x for x in s if kind in (0, x[2])}
                counts[kind] += len(keep(gold & found)), len(keep(gold)), len(keep(found))
            if a.misses and gold != found:
                name = lambda s: " ".join(w for w, _ in words[s[0]:s[1]]) + "/" + "-PER ORG LOC".split()[s[2] - (s[2] > 0)] if 0 else \
                    f"{' '.join(w for w, _ in words[s[0]:s[1]])}/{('', 'PER', 'ORG', 'LOC')[s[2]]}"
                print("-", sorted(map(name, gold - found)), "+", sorted(map(name, found - gold)), "|",
                      " ".join(w for w, _ in words)[:140])
    for kind, row in zip(("all", "person", "organisation", "place"), counts):
        print(f"{kind:13}", f1(*row), f"{row[1]} names")


if __name__ == "__main__":
    main()
