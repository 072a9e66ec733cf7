#!/usr/bin/env python3
"""Fit the entity head anew on names that people marked; encoder and all other heads stay as they are.

The head was taught by silver entities. Here it is a logistic regression over the encoder's vectors, drawn towards the head
of before, so that what is rare in the new texts keeps what it had.

usage: refit.py --shared ../shared --base DIR --models START[,…] --out RUN/model.pt [--pull X]
"""
import argparse
import pathlib

import numpy as np
import torch
from torch.nn import functional as F

import corpus
import decode
import entities
import network


@torch.no_grad()
def vectors(articles, reader):
    """([pieces, hidden], [pieces]): what the encoder makes of the pieces whose label is known, and the label"""
    xs, ys = [], []
    for article in articles:
        for first, last, a, _, x in decode.observe(article, reader, decode.SETTINGS["context"])["views"]:
            label = torch.from_numpy(article.entities[first:last])
            known = label != corpus.IGNORE
            xs.append(x[0, 1 + first - a:1 + last - a][known])
            ys.append(label[known])
    return torch.cat(xs), torch.cat(ys)


def fit(x, y, weight, bias, pull):
    """the head that explains the labels best; `pull` is what a step away from the given one costs"""
    at = [weight.clone().requires_grad_(), bias.clone().requires_grad_()]
    optimizer = torch.optim.LBFGS(at, max_iter=60, history_size=20, line_search_fn="strong_wolfe")

    def loss():
        optimizer.zero_grad()
        away = (at[0] - weight).square().sum() + (at[1] - bias).square().sum()
        value = F.cross_entropy(F.linear(x, *at), y) + pull * away
        value.backward()
        return value

    optimizer.step(loss)
    return [v.detach() for v in at]


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--shared", type=pathlib.Path, required=True)
    ap.add_argument("--base", type=pathlib.Path, required=True)
    ap.add_argument("--models", required=True)
    ap.add_argument("--out", type=pathlib.Path, required=True)
    ap.add_argument("--pull", type=float, default=4e-3, help="chosen on folds 1 to 4 of UNER dev")
    a = ap.parse_args()
    torch.manual_seed(1)
    reader = network.load_models(a.models.split(","))
    x, y = vectors(entities.load(a.shared, a.base), reader)
    weight, bias = fit(x, y, reader.entity.weight.detach(), reader.entity.bias.detach(), a.pull)
    print(f"{len(y)} pieces, {int((y > 0).sum())} of them in names")
    with torch.no_grad():
        reader.entity.weight.copy_(weight), reader.entity.bias.copy_(bias)
    a.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save({"shape": reader.shape, "model": reader.state_dict(), "step": 0,
                "args": {k: str(v) for k, v in vars(a).items()}}, a.out)


if __name__ == "__main__":
    main()
