#!/usr/bin/env python3
"""Choose the decoding settings of a trained reader on PolNeAR dev and fit its calibration.

usage: tune.py --shared ../shared --base DIR --models RUN/model.pt[,…] --out decode.json [--context 24]
"""
import argparse
import collections
import json
import pathlib
import sys

import numpy as np
import torch

import corpus
import decode
import network

# The settings that come first are those of decode.py; `keep` stays low, since the confidence decides better.
START = {"cue": .4, "cue_further": .35, "content": .5, "source": .5, "gap": 3, "island": 1, "keep": .25, "trust": .5, "least": .37}
GRID = {"cue": (.3, .35, .4, .45, .5), "cue_further": (.2, .25, .3, .35, .4), "content": (.35, .4, .45, .5, .55),
        "source": (.35, .4, .45, .5, .55), "gap": (0, 1, 2, 3, 4), "island": (1, 2, 3), "trust": (0, .25, .5, .75, 1),
        "least": (.34, .355, .37, .385, .4)}


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--shared", type=pathlib.Path, required=True)
    ap.add_argument("--base", type=pathlib.Path, required=True)
    ap.add_argument("--models", required=True)
    ap.add_argument("--out", type=pathlib.Path, required=True)
    ap.add_argument("--context", type=int, default=24)
    ap.add_argument("--articles", type=int, default=0, help="only the first of them, for a quick look")
    a = ap.parse_args()
    sys.path.insert(0, str(a.shared / "eval"))
    import score_attributions as scorer

    reader = network.load_models(a.models.split(","))
    dev = corpus.load(a.shared / "polnear/dev", a.base)
    dev = dev[:a.articles] if a.articles else dev
    seen, golds, indexes = [], [], []
    for article in dev:
        seen.append(decode.observe(article, reader, a.context))
        index = scorer.words_of(article.text)
        indexes.append(index)
        golds.append(scorer.read(scorer.gold_for(a.shared / "polnear/dev/attributions", article.name), index))

    def words(article, index, pieces):
        return frozenset(w for i in pieces for w in index[article.start[i]:article.end[i]] if w is not None)

    def predict(s, index, settings):
        out = []
        for one in decode.decode(s, settings):
            roles = {r: words(s["article"], index, one[r.lower()]) for r in scorer.ROLES}
            if roles["Content"]:
                out.append((roles, one))
        return out

    def score(settings):
        c = collections.Counter()
        for s, index, gold in zip(seen, indexes, golds):
            scorer.tally(gold, [r for r, _ in predict(s, index, settings)], c)
        r = scorer.report(c)
        return {k: r[k]["f1"] for k in ("linked", "content_token", "source_token", "cue_token", "content", "strict")}

    def worth(r):
        # the headline figure, with the others so far as they are promised
        return r["linked"] + .3 * r["content_token"] + .3 * r["source_token"] + .3 * r["content"]

    def outcomes(settings):
        """features of what is found whatever its confidence, whether it is right, the number of its article"""
        rows, right, of = [], [], []
        for number, (s, index, gold) in enumerate(zip(seen, indexes, golds)):
            got = predict(s, index, settings)
            pairs = scorer.pair(gold, [r for r, _ in got])
            hit = {id(p) for g, p in pairs if scorer.jaccard(g["Content"], p["Content"]) >= .5
                   and scorer.jaccard(g["Source"], p["Source"]) >= .5}
            for roles, one in got:
                rows.append(decode.features(one))
                right.append(id(roles) in hit)
                of.append(number)
        return np.array(rows), np.array(right, float), np.array(of)

    def calibrated(settings, articles=lambda of: of >= 0):
        rows, right, of = outcomes(settings | {"least": 0})
        chosen = articles(of)
        return settings | {"calibration": [float(v) for v in logistic(rows[chosen], right[chosen])]}

    settings = calibrated(decode.SETTINGS | START | {"context": a.context})
    best = score(settings)
    print("start", best, flush=True)
    for _ in range(2):
        for key, values in GRID.items():
            for value in values:
                if value == settings[key]:
                    continue
                new = settings | {key: value}
                new = new if key == "least" else calibrated(new)
                tried = score(new)
                if worth(tried) > worth(best) + .03:
                    best, settings = tried, new
        print(best, settings, flush=True)

    # how much the choice of the confidence flatters: fitted on one half of the articles, scored on the other
    halves = [calibrated(settings, lambda of, h=h: of % 2 != h) for h in (0, 1)]
    c = collections.Counter()
    for number, (s, index, gold) in enumerate(zip(seen, indexes, golds)):
        scorer.tally(gold, [r for r, _ in predict(s, index, halves[number % 2])], c)
    print("confidence fitted on the other half", {k: v["f1"] for k, v in scorer.report(c).items() if isinstance(v, dict)})
    # the confidence that is shown: of what is kept
    rows, right, of = outcomes(settings)
    fit = logistic(rows[of % 2 == 0], right[of % 2 == 0])
    print("ECE on the other half", ece(apply(fit, rows[of % 2 == 1]), right[of % 2 == 1]))
    print("ECE on all, as it decides", ece(apply(np.array(settings["calibration"]), rows), right))
    settings["calibration"] = [round(v, 4) for v in settings["calibration"]]
    a.out.write_text(json.dumps({"decode": settings, "dev": best}, indent=1) + "\n")


def apply(w, x):
    return 1 / (1 + np.exp(-(w[0] + x @ w[1:])))


def logistic(x, y, ridge=1.0):
    x = np.concatenate([np.ones((len(x), 1)), x], 1)
    w = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        hessian = x.T @ (x * (p * (1 - p))[:, None]) + ridge * np.eye(len(w))
        w -= np.linalg.solve(hessian, x.T @ (p - y) + ridge * w)
    return w


def ece(p, y, bins=10):
    which = np.minimum((p * bins).astype(int), bins - 1)
    return round(100 * float(sum(abs(p[which == b].sum() - y[which == b].sum()) for b in range(bins))) / len(p), 2)


if __name__ == "__main__":
    main()
