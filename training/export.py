#!/usr/bin/env python3
"""Write a trained reader as the quantised file that the program carries (docs/decisions/encoder.md has the layout).

usage: export.py --base DIR --models RUN/model.pt[,…] --decode decode.json --version 2026.11-a --out reader.safetensors
"""
import argparse
import json
import pathlib

import torch
from safetensors.torch import save_file

import decode
import network


def quantise(w):
    """[out, in] -> int8 and one scale a row"""
    scale = w.abs().amax(1).clamp(min=1e-8) / 127
    return torch.round(w / scale[:, None]).clamp(-127, 127).to(torch.int8).contiguous(), scale.contiguous()


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--base", type=pathlib.Path, required=True)
    ap.add_argument("--models", required=True)
    ap.add_argument("--decode", type=pathlib.Path, help="settings by tune.py; without them those of decode.py")
    ap.add_argument("--version", required=True)
    ap.add_argument("--out", type=pathlib.Path, required=True)
    a = ap.parse_args()
    reader = network.load_models(a.models.split(","))
    f = lambda t: t.detach().float().contiguous().clone()
    vocabulary = [line.rstrip("\n") for line in open(a.base / "vocab.txt", encoding="utf-8")]
    out = {"vocab": torch.tensor(list("\n".join(vocabulary).encode()), dtype=torch.uint8)}
    out["embeddings.word"], out["embeddings.word.scale"] = quantise(f(reader.word.weight))
    for name in ("position", "casing", "quotation", "layout"):
        out[f"embeddings.{name}"] = f(getattr(reader, name).weight)
    out["embeddings.norm.weight"], out["embeddings.norm.bias"] = f(reader.norm.weight), f(reader.norm.bias)
    for i, layer in enumerate(reader.layers):
        for name in ("qkv", "output", "up", "down"):
            part = getattr(layer, name)
            out[f"layer.{i}.{name}.weight"], out[f"layer.{i}.{name}.scale"] = quantise(f(part.weight))
            out[f"layer.{i}.{name}.bias"] = f(part.bias)
        for name in ("attention_norm", "norm"):
            out[f"layer.{i}.{name}.weight"] = f(getattr(layer, name).weight)
            out[f"layer.{i}.{name}.bias"] = f(getattr(layer, name).bias)
    for name, part in (("tag", reader.tag), ("entity", reader.entity), ("link.cue", reader.link_cue), ("link.piece", reader.link_piece)):
        out[f"{name}.weight"], out[f"{name}.bias"] = f(part.weight), f(part.bias)
    out["link.product.weight"], out["link.alone.weight"] = f(reader.link_product.weight), f(reader.link_alone.weight)
    out["link.distance"], out["link.bias"] = f(reader.link_distance.weight), f(reader.link_bias)
    shape = reader.shape
    config = {k: shape[k] for k in ("layers", "hidden", "heads", "intermediate")}
    settings = json.loads(a.decode.read_text())["decode"] if a.decode else decode.SETTINGS
    config |= {"window": 254, "decode": settings}
    save_file(out, a.out, {"format": "1", "version": a.version, "config": json.dumps(config)})


if __name__ == "__main__":
    main()
