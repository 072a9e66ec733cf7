#!/usr/bin/env python3
"""Write what the float network in PyTorch says of a few own texts, for the Rust test to agree with.

usage: reference.py --base DIR --models RUN/model.pt[,…] --out reference.json
"""
import argparse
import json
import pathlib

import numpy as np

import corpus
import decode
import network

TEXTS = [
    "“We will keep the ferry running,” said Marta Okonjo, who chairs the Harbour Board. She added that fares would stay as they are.",
    "According to the Velmarian News Agency, the minister denied that talks with Tollund had failed.\nMinister: talks go on",
    "TOLLUND (NNA) — Two people briefed on the plan said the mill might close in May, but \"nothing is decided,\" a spokesman told reporters.",
    "The survey shows that most fishermen believe the quota is unfair. Nobody from the ministry could be reached.",
    "Für Zoë naïveté isn't a vice: „Wir bleiben“, she said in Zürich — 東京 was told later.",
]


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--base", type=pathlib.Path, required=True)
    ap.add_argument("--models", required=True)
    ap.add_argument("--out", type=pathlib.Path, required=True)
    a = ap.parse_args()
    reader = network.load_models(a.models.split(","))
    tok = corpus.tokenizer(a.base)
    out = []
    for text in TEXTS:
        article = corpus.pieces("reference", text, tok)
        seen = decode.observe(article, reader, 208)
        start, end, _ = max(decode.cues(seen, decode.SETTINGS), key=lambda c: c[2])
        _, claims = decode.claims(seen, start, end)
        out.append({"text": text, "ids": article.ids.tolist(), "start": article.start.tolist(), "end": article.end.tolist(),
                    "casing": article.casing.tolist(), "quotation": article.quotation.tolist(), "layout": article.layout.tolist(),
                    "tags": np.round(seen["tags"], 4).tolist(), "cue": [start, end], "claims": np.round(claims, 4).tolist()})
    a.out.write_text(json.dumps(out, ensure_ascii=False).replace("], [", "],\n [") + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
