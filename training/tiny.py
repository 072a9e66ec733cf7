#!/usr/bin/env python3
"""Make the tiny random model of the tests, and what it says of a few windows.

usage: tiny.py crates/model/tests

Writes tiny.safetensors, in the layout of export.py, and tiny.json: windows as word-piece ids and features, with the
probabilities of tags, entities and links, once as the program computes them (activations as bytes, a scale a row) and
once in floats throughout. Needs numpy alone.
"""
import json
import math
import pathlib
import string
import struct
import sys

import numpy as np

CONFIG = {"layers": 2, "hidden": 64, "heads": 4, "intermediate": 128, "window": 254, "decode": {"cue": 0.4}}
WORDS = ("the a of to and in said say ##s ##ed ##ing minister told reporters that he she they will stay go on ferry "
         "board harbour news agency according report talks deny ##ied denied mill close may spokesman added").split()
LINK = 192


def vocabulary():
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"] + list(string.punctuation) + ["“", "”", "—"]
    letters = string.ascii_lowercase + string.digits
    return pieces + list(letters) + ["##" + c for c in letters] + WORDS


def make(rng, pieces):
    h, wide = CONFIG["hidden"], CONFIG["intermediate"]
    normal = lambda *shape, by=1.0: (rng.standard_normal(shape) * by).astype(np.float32)
    tensors = {"vocab": np.frombuffer("\n".join(pieces).encode(), np.uint8)}

    def matrix(name, out, inputs, by):
        w = normal(out, inputs, by=by)
        scale = np.abs(w).max(1) / 127
        tensors[f"{name}"] = np.clip(np.rint(w / scale[:, None]), -127, 127).astype(np.int8)
        tensors[f"{name.removesuffix('.weight')}.scale"] = scale

    def norm(name):
        tensors[f"{name}.weight"] = 1 + normal(h, by=0.1)
        tensors[f"{name}.bias"] = normal(h, by=0.1)

    matrix("embeddings.word", len(pieces), h, 1)
    for name, rows in (("position", 256), ("casing", 8), ("quotation", 4), ("layout", 4)):
        tensors[f"embeddings.{name}"] = normal(rows, h, by=0.3)
    norm("embeddings.norm")
    for i in range(CONFIG["layers"]):
        for name, out, inputs in (("qkv", 3 * h, h), ("output", h, h), ("up", wide, h), ("down", h, wide)):
            matrix(f"layer.{i}.{name}.weight", out, inputs, 0.6 / math.sqrt(inputs))
            tensors[f"layer.{i}.{name}.bias"] = normal(out, by=0.1)
        norm(f"layer.{i}.attention_norm")
        norm(f"layer.{i}.norm")
    for name, out in (("tag", 7), ("entity", 7), ("link.cue", LINK), ("link.piece", LINK)):
        tensors[f"{name}.weight"] = normal(out, h, by=0.1)
        tensors[f"{name}.bias"] = normal(out, by=0.2)
    tensors["link.product.weight"] = normal(3, LINK, by=0.2)
    tensors["link.alone.weight"] = normal(3, h, by=0.1)
    tensors["link.distance"] = normal(33, 3, by=0.5)
    tensors["link.bias"] = normal(3, by=0.5)
    return tensors


def save(path, tensors, metadata):
    types = {"float32": "F32", "int8": "I8", "uint8": "U8"}
    header, at = {"__metadata__": metadata}, 0
    order = sorted(tensors, key=lambda name: (-tensors[name].itemsize, name))
    for name in order:
        t = tensors[name]
        header[name] = {"dtype": types[t.dtype.name], "shape": list(t.shape), "data_offsets": [at, at + t.nbytes]}
        at += t.nbytes
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + b"".join(tensors[n].tobytes() for n in order))


def softmax(x):
    e = np.exp(x - x.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)


erf = np.vectorize(math.erf)


class Network:
    def __init__(self, tensors, pieces, quantised):
        self.t = {k: v.astype(np.float64) for k, v in tensors.items()}
        self.pieces, self.quantised = pieces, quantised

    def linear(self, x, name):
        if self.quantised:
            scale = np.abs(x).max(1, keepdims=True) / 127
            x = np.rint(x / scale) * scale
        weight = self.t[f"{name}.weight"] * self.t[f"{name}.scale"][:, None]
        return x @ weight.T + self.t[f"{name}.bias"]

    def dense(self, x, name):
        return x @ self.t[f"{name}.weight"].T + self.t[f"{name}.bias"]

    def norm(self, x, name):
        x = (x - x.mean(1, keepdims=True)) / np.sqrt(x.var(1, keepdims=True) + 1e-12)
        return x * self.t[f"{name}.weight"] + self.t[f"{name}.bias"]

    def encode(self, window):
        t, n = self.t, len(window["ids"]) + 2
        row = lambda key, first, last: [first] + window[key] + [last]
        ids = row("ids", self.pieces.index("[CLS]"), self.pieces.index("[SEP]"))
        x = t["embeddings.word"][ids] * t["embeddings.word.scale"][ids][:, None] + t["embeddings.position"][:n]
        x = x + t["embeddings.casing"][row("casing", 6, 6)] + t["embeddings.quotation"][row("quotation", 0, 0)]
        x = self.norm(x + t["embeddings.layout"][row("layout", 0, 0)], "embeddings.norm")
        h, heads = CONFIG["hidden"], CONFIG["heads"]
        for i in range(CONFIG["layers"]):
            q, k, v = (self.linear(x, f"layer.{i}.qkv")[:, p * h:(p + 1) * h].reshape(n, heads, -1).transpose(1, 0, 2)
                       for p in range(3))
            a = softmax(q @ k.transpose(0, 2, 1) / math.sqrt(h // heads)) @ v
            a = self.linear(a.transpose(1, 0, 2).reshape(n, h), f"layer.{i}.output")
            x = self.norm(x + a, f"layer.{i}.attention_norm")
            up = self.linear(x, f"layer.{i}.up")
            up = up / 2 * (1 + erf(up / math.sqrt(2)))
            x = self.norm(x + self.linear(up, f"layer.{i}.down"), f"layer.{i}.norm")
        return x[1:-1]

    def link(self, x, a, b):
        at = np.arange(len(x))
        d = np.where(at < a, at - a, np.where(at >= b, at - b + 1, 0))
        steps = [0 if m == 0 else min(15, (m * m).bit_length()) for m in map(abs, d.tolist())]
        product = self.dense(x[a:b].mean(0, keepdims=True), "link.cue") * self.dense(x, "link.piece")
        logits = product @ self.t["link.product.weight"].T + x @ self.t["link.alone.weight"].T
        return softmax(logits + self.t["link.distance"][16 + np.sign(d) * steps] + self.t["link.bias"])

    def read(self, window):
        x = self.encode(window)
        of = lambda p: np.round(p, 5).tolist()
        return {"tags": of(softmax(self.dense(x, "tag"))), "entities": of(softmax(self.dense(x, "entity"))),
                "links": of(self.link(x, *window["cue"]))}


def main():
    folder = pathlib.Path(sys.argv[1])
    rng = np.random.default_rng(7)
    pieces = vocabulary()
    tensors = make(rng, pieces)
    save(folder / "tiny.safetensors", tensors, {"format": "1", "version": "tiny-1", "config": json.dumps(CONFIG)})
    windows = []
    for n, cue in ((1, (0, 1)), (15, (14, 15)), (41, (3, 6))):
        draw = lambda end: rng.integers(0, end, n).tolist()
        window = {"ids": draw(len(pieces)), "casing": draw(6), "quotation": draw(3), "layout": draw(2), "cue": cue}
        window["as bytes"] = Network(tensors, pieces, True).read(window)
        window["as floats"] = Network(tensors, pieces, False).read(window)
        windows.append(window)
    text = json.dumps(windows, separators=(",", ":")).replace('"as ', '\n"as ').replace("},{", "},\n{")
    (folder / "tiny.json").write_text(text + "\n")


if __name__ == "__main__":
    main()
