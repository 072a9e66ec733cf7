#!/usr/bin/env python3
"""Train the reader on PolNeAR's train part. One run, resumable: the same command goes on where it was.

usage: train.py --shared ../shared --base DIR --out DIR [--start RUN/model.pt,…] [--seed N] [--epochs X] …
"""
import argparse
import json
import pathlib
import random
import time

import numpy as np
import torch
from torch.nn import functional as F

import augment
import corpus
import entities
import network

WINDOW = 254


def windows(articles, rng, stride):
    """(article, first, last) of one epoch: windows over all pieces, begun at a random place"""
    out = []
    for number, article in enumerate(articles):
        n = len(article.ids)
        first = -rng.randrange(stride) if n > WINDOW else 0
        while first < n:
            a, b = max(0, first), min(n, first + WINDOW)
            if b - a > 20 or n <= WINDOW:
                out.append((number, a, b))
            if b == n:
                break
            first += stride
    rng.shuffle(out)
    return out


FEATURES = ("ids", "casing", "quotation", "layout")


def batch(articles, chosen, rng, share):
    """tensors of a batch, [CLS] and [SEP] included; `share` of the windows in another house style"""
    length = [b - a + 2 for _, a, b in chosen]
    n = max(length)
    t = {k: torch.zeros(len(chosen), n, dtype=torch.long) for k in FEATURES}
    for k in ("tags", "entities", "relations", "parts"):
        t[k] = torch.full((len(chosen), n), corpus.IGNORE)
    window, start, end, links = [], [], [], []
    for row, (number, a, b) in enumerate(chosen):
        article = articles[number]
        t["ids"][row, 0], t["ids"][row, b - a + 1] = 101, 102
        t["casing"][row, 0] = t["casing"][row, b - a + 1] = 6
        seen = {k: getattr(article, k)[a:b].copy() for k in FEATURES}
        if share:
            augment.window(seen, rng, share)
        for k in FEATURES:
            t[k][row, 1:b - a + 1] = torch.from_numpy(seen[k])
        for k in ("tags", "entities", "relations", "parts"):
            t[k][row, 1:b - a + 1] = torch.from_numpy(getattr(article, k)[a:b])
        for source, cue, content in article.attributions:
            cue = [i for i in cue if a <= i < b]
            inside = [i for i in content if a <= i < b]
            if not cue or not inside:
                continue
            label = np.full(n, corpus.IGNORE)
            label[1:b - a + 1] = 0
            label[[i - a + 1 for i in inside]] = 2
            label[[i - a + 1 for i in source if a <= i < b]] = 1
            # the longest run of a broken cue stands for it
            runs, run = [], [cue[0]]
            for i in cue[1:]:
                if i == run[-1] + 1:
                    run.append(i)
                else:
                    runs.append(run)
                    run = [i]
            runs.append(run)
            run = max(runs, key=len)
            window.append(row), start.append(run[0] - a + 1), end.append(run[-1] - a + 2)
            links.append(label)
    t["length"] = torch.tensor(length)
    t["window"], t["start"], t["end"] = (torch.tensor(v, dtype=torch.long) for v in (window, start, end))
    t["links"] = torch.tensor(np.array(links)) if links else torch.zeros(0, n, dtype=torch.long)
    return t


def strays(tags, t, limit=12):
    """cues that the tagger sees and people did not: (window, start, end), to be linked to nothing"""
    cue = tags[..., 3] + tags[..., 4]
    gold = (t["tags"] == 3) | (t["tags"] == 4)
    wrong = (cue > 0.4) & ~gold & (t["tags"] != corpus.IGNORE)
    found = []
    for row, at in wrong.nonzero().tolist():
        if found and found[-1][0] == row and found[-1][2] == at:
            found[-1][2] = at + 1
        else:
            found.append([row, at, at + 1])
    return found[:limit]


def cross(logits, labels):
    """the mean cross-entropy of the pieces whose label is known, 0 where none is"""
    if not (labels != corpus.IGNORE).any():
        return 0 * logits.sum()
    return F.cross_entropy(logits.flatten(0, 1), labels.flatten(), ignore_index=corpus.IGNORE)


def inside(t):
    """[windows, pieces]: neither [CLS], [SEP] nor padding"""
    at = torch.arange(t["ids"].shape[1], device=t["ids"].device)[None]
    return (at > 0) & (at < t["length"][:, None] - 1)


@torch.no_grad()
def taught(teachers, t):
    """the teachers' mean probabilities: tags, cues to link (window, start, end) and their links"""
    device = t["ids"].device.type
    xs = []
    for teacher in teachers:
        with torch.autocast(device, dtype=torch.bfloat16):
            x = teacher.encode(t["ids"], t["casing"], t["quotation"], t["layout"], t["length"])
        xs.append(x.float())
    mean = lambda said: torch.stack(said).mean(0)
    tags = mean([teacher.tag(x).softmax(-1) for teacher, x in zip(teachers, xs)])
    window, start, end = t["window"], t["start"], t["end"]
    # in windows without people's cues, those that the teachers see
    unknown = (t["tags"] == corpus.IGNORE).all(1)
    seen = torch.where(unknown[:, None] & inside(t), 0, corpus.IGNORE)
    more = strays(tags, dict(t, tags=seen), 24)
    if more:
        more = [torch.tensor(v, device=window.device) for v in zip(*more)]
        window, start, end = (torch.cat([ours, theirs]).long() for ours, theirs in zip((window, start, end), more))
    links = None
    if len(window):
        links = mean([teacher.link(x, window, start, end).softmax(-1) for teacher, x in zip(teachers, xs)])
    return {"tags": tags, "cues": (window, start, end), "links": links}


def soften(reader, x, tags, t, soft, weights):
    """the losses against the teachers"""
    real = inside(t)
    apart = lambda logits, p, w=1: -(w * p * F.log_softmax(logits, -1)).sum(-1)
    loss = {"soft tag": .5 * apart(tags, soft["tags"])[real].mean()}
    if soft["links"] is not None:
        window, start, end = soft["cues"]
        w = (soft["links"] * weights).sum(-1)[real[window]].sum()
        loss["soft link"] = apart(reader.link(x, window, start, end), soft["links"], weights)[real[window]].sum() / w
    return loss


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--shared", type=pathlib.Path, required=True)
    ap.add_argument("--base", type=pathlib.Path, required=True)
    ap.add_argument("--out", type=pathlib.Path, required=True)
    ap.add_argument("--start", default="", help="begin with the mean of these runs' weights")
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--epochs", type=float, default=4)
    ap.add_argument("--batch", type=int, default=8)
    ap.add_argument("--stride", type=int, default=190)
    ap.add_argument("--lr", type=float, default=1.5e-4)
    ap.add_argument("--head-lr", type=float, default=1e-3)
    ap.add_argument("--syntax", type=float, default=0.2, help="weight of the side tasks on silver syntax")
    ap.add_argument("--augment", type=float, default=0, help="share of the windows read in another house style")
    ap.add_argument("--names", type=int, default=0, help="how often an epoch sees the articles whose names people marked")
    ap.add_argument("--entity", type=float, default=0.3, help="weight of silver entities")
    ap.add_argument("--name", type=float, default=0, help="weight of the names that people marked, 0: together with silver ones")
    ap.add_argument("--teachers", default="", help="runs whose probabilities, averaged, are half of what is learned")
    ap.add_argument("--average", type=float, default=0, help="decay a step of the moving average that is kept; 0: the last weights")
    ap.add_argument("--source", type=float, default=network.LINK_WEIGHTS[1], help="weight of a source's pieces in linking")
    ap.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    a = ap.parse_args()
    a.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(a.seed)
    rng = random.Random(a.seed)

    relations, parts = {}, {}
    articles = corpus.load(a.shared / "polnear/train", a.base, relations, parts)
    if a.names:
        articles += entities.load(a.shared, a.base) * a.names
    if a.start:
        reader = network.load_models(a.start.split(",")).train()
    else:
        reader = network.from_base(a.base, relations=len(relations), parts=len(parts))
    reader.to(a.device)
    teachers = [network.load_models([p]).to(a.device) for p in a.teachers.split(",") if p]
    mean = {k: v.detach().clone() for k, v in reader.state_dict().items()} if a.average else None
    per_epoch = len(windows(articles, random.Random(0), a.stride)) // a.batch
    total = int(per_epoch * a.epochs)
    encoder, heads = [], []
    for name, p in reader.named_parameters():
        old = name.split(".")[0] in ("word", "position", "norm", "layers")
        (encoder if old else heads).append(p)
    optimizer = torch.optim.AdamW([{"params": encoder, "lr": a.lr}, {"params": heads, "lr": a.head_lr}],
                                  weight_decay=0.01, fused=True)
    warm = 0.06 * total
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda s: min(1, (s + 1) / warm) * max(0.0, (total - s) / total))
    weights = torch.tensor((network.LINK_WEIGHTS[0], a.source, network.LINK_WEIGHTS[2]), device=a.device)
    print(json.dumps({"articles": len(articles), "steps": total, "relations": len(relations)}), flush=True)

    state, step, plan = a.out / "state.pt", 0, []
    if state.exists():
        s = torch.load(state, map_location=a.device, weights_only=False)
        reader.load_state_dict(s["model"]), optimizer.load_state_dict(s["optimizer"])
        schedule.load_state_dict(s["schedule"])
        step, plan, mean = s["step"], s["plan"], s["mean"]
        rng.setstate(s["rng"]), torch.set_rng_state(s["torch_rng"])

    def save(path, **more):
        keep = {"shape": reader.shape, "model": reader.state_dict(), "step": step, "args": {k: str(v) for k, v in vars(a).items()}}
        torch.save(keep | more, path.with_suffix(".tmp"))
        path.with_suffix(".tmp").replace(path)

    begun = saved = time.time()
    sums, since = {}, step
    while step < total:
        if len(plan) < a.batch:
            plan = windows(articles, rng, a.stride)
        chosen, plan = plan[:a.batch], plan[a.batch:]
        t = {k: v.to(a.device) for k, v in batch(articles, chosen, rng, a.augment).items()}
        with torch.autocast(a.device, dtype=torch.bfloat16):
            x = reader.encode(t["ids"], t["casing"], t["quotation"], t["layout"], t["length"])
        x = x.float()
        tags = reader.tag(x)
        soft = taught(teachers, t) if teachers else None
        hard = .5 if teachers else 1
        loss = {"tag": hard * cross(tags, t["tags"])}
        # windows whose attributions nobody marked are those whose names people did
        by_people = (t["tags"] == corpus.IGNORE).all(1, keepdim=True) & (a.name > 0)
        silver, gold = (torch.where(where, t["entities"], corpus.IGNORE) for where in (~by_people, by_people))
        said = reader.entity(x)
        loss |= {"entity": a.entity * cross(said, silver), "name": a.name * cross(said, gold)}
        loss |= {"relation": a.syntax * cross(reader.relation(x), t["relations"]),
                 "part": a.syntax * cross(reader.part(x), t["parts"])}
        if len(t["links"]):
            logits = reader.link(x, t["window"], t["start"], t["end"])
            loss["link"] = 2 * hard * F.cross_entropy(logits.flatten(0, 1), t["links"].flatten(), weight=weights, ignore_index=corpus.IGNORE)
        if soft:
            loss |= soften(reader, x, tags, t, soft, weights)
        false = strays(tags.detach().softmax(-1), t) if step > total // 8 else []
        if false:
            w, s, e = (torch.tensor(v, device=a.device) for v in zip(*false))
            logits = reader.link(x, w, s, e)
            none = -F.log_softmax(logits, -1)[..., 0]
            inside = (t["tags"][w] != corpus.IGNORE).float()
            loss["stray"] = 0.2 * len(false) / max(1, len(t["links"])) * (none * inside).sum() / inside.sum()
        whole = sum(loss.values())
        optimizer.zero_grad(set_to_none=True)
        whole.backward()
        torch.nn.utils.clip_grad_norm_(reader.parameters(), 1.0)
        optimizer.step(), schedule.step()
        step += 1
        if mean and step % 4 == 0:
            for k, v in reader.state_dict().items():
                mean[k].lerp_(v, 1 - min(a.average, step / (step + 40)) ** 4)
        for k, v in loss.items():
            sums[k] = sums.get(k, 0) + v.item()
        if step % 50 == 0:
            n = step - since
            print(step, f"{(time.time() - begun) / n:.2f}s", {k: round(v / 50, 4) for k, v in sums.items()}, flush=True)
            sums = {}
        if time.time() - saved > 300:
            save(state, optimizer=optimizer.state_dict(), schedule=schedule.state_dict(), plan=plan, mean=mean,
                 rng=rng.getstate(), torch_rng=torch.get_rng_state())
            saved = time.time()
    save(a.out / "last.pt")
    if mean:
        reader.load_state_dict(mean)
    save(a.out / "model.pt")
    state.unlink(missing_ok=True)


if __name__ == "__main__":
    main()
