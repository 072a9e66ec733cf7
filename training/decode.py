"""From the network's probabilities to attributions.

The shipped program does the same in Rust (crates/read); this copy serves to choose the settings on dev.

1. The pieces of a text are cut into cores, at line ends where there are any, else at sentence ends; each core is
   encoded with `context` pieces on both sides, at most 254 in all. Of all ways to cut, the cheapest is taken.
2. Cues: runs of pieces of the core whose cue probability begins at `cue` and goes on at `cue_further`.
3. Each cue says of every piece of the window whether it is its content or its source. A piece goes to the cue that
   claims it most, a claim weighing as much as its cue's probability to the power of `trust`, and counts where the
   claim itself reaches `content` or `source`.
4. Content: gaps of at most `gap` pieces are closed unless another cue owns them, islands of less than `island`
   pieces beside a larger one are dropped. Source: the run that weighs most.
5. An attribution is kept where cue probability times mean content probability reaches `keep` and its confidence
   `least`. Cues that are clearly under that leave first, and what they claimed goes to the others.
"""
import numpy as np
import torch

SETTINGS = {"context": 24, "cue": 0.4, "cue_further": 0.3, "content": 0.45, "source": 0.45,
            "gap": 2, "island": 3, "keep": 0.5, "trust": 0.0, "least": 0.0, "calibration": []}
FIRST = 0.85  # of `least`, what a cue must reach to be heard in the second round
WINDOW = 254
IN_LINE, IN_SENTENCE = 16, 128  # what a cut costs there, in pieces


def around(first, last, n, context):
    return max(0, first - context), min(n, last + context)


def cuts(article, context):
    """[(place, price)]: where a core may begin or end, and what that costs in pieces"""
    n, core, out = len(article.ids), max(1, WINDOW - 2 * context), [(0, 0)]
    for p in range(1, n):
        if article.layout[p]:
            out.append((p, 0))
        elif article.sentence_start[p]:
            out.append((p, IN_LINE))
        elif p - out[-1][0] == core:
            out.append((p, IN_SENTENCE))
    return out + [(n, 0)]


def cost(window):
    """of a window in thousandths of a piece without attention, which grows with the square"""
    return (window + 2) * 1000 + (window + 2) ** 2 * 1000 // 600


def windows(article, context):
    """[(first and last of the core, of the window)]: the cheapest way to cut the text"""
    n, places = len(article.ids), cuts(article, context)
    least, begin = [(0, 0)], 0
    for to, (end, price) in enumerate(places[1:], 1):
        size = lambda i: (lambda a, b: b - a)(*around(places[i][0], end, n, context))
        while size(begin) > WINDOW:
            begin += 1
        least.append(min((least[i][0] + cost(size(i)) + 1000 * price, i) for i in range(begin, to)))
    out, to = [], len(places) - 1
    while to > 0:
        core = places[least[to][1]][0], places[to][0]
        out.append((*core, *around(*core, n, context)))
        to = least[to][1]
    return out[::-1]


@torch.no_grad()
def observe(article, reader, context, floor=0.12, device="cpu"):
    """probabilities of one article: cue [n, 2] (begin, inside), and per candidate cue its claims"""
    n = len(article.ids)
    cue = np.zeros((n, 2), np.float32)
    tags = np.zeros((n, 7), np.float32)
    entities = np.zeros((n, 7), np.float32)
    views = []
    for first, last, a, b in windows(article, context):
        row = lambda v, edge: torch.tensor(np.concatenate([[edge[0]], v[a:b], [edge[1]]]))[None]
        with torch.autocast(device, dtype=torch.bfloat16, enabled=False):
            x = reader.encode(row(article.ids, (101, 102)), row(article.casing, (6, 6)),
                              row(article.quotation, (0, 0)), row(article.layout, (0, 0)), torch.tensor([b - a + 2]))
        got = reader.tag(x).softmax(-1)[0, 1:-1].numpy()
        tags[first:last] = got[first - a:last - a]
        cue[first:last] = got[first - a:last - a, 3:5]
        entities[first:last] = reader.entity(x).softmax(-1)[0, 1:-1].numpy()[first - a:last - a]
        views.append((first, last, a, b, x))
    return {"article": article, "cue": cue, "tags": tags, "entities": entities, "views": views, "reader": reader, "cache": {}}


def cues(seen, settings):
    """[(start, end, probability)]: the mean over its pieces"""
    total = seen["cue"].sum(1)
    out, run = [], None
    for i, p in enumerate(total):
        begins = seen["cue"][i, 0] > seen["cue"][i, 1]
        if run is not None and (p < settings["cue_further"] or (begins and p >= settings["cue"])):
            out.append(run)
            run = None
        if run is None:
            if p >= settings["cue"]:
                run = [i, i + 1]
        else:
            run[1] = i + 1
    if run is not None:
        out.append(run)
    return [(a, b, float(total[a:b].mean())) for a, b in out]


@torch.no_grad()
def claims(seen, start, end):
    """(offset, [window, 3]) of one cue, read in the window whose core holds its first piece"""
    key = (start, end)
    if key not in seen["cache"]:
        for first, last, a, b, x in seen["views"]:
            if first <= start < last:
                at = torch.tensor([0]), torch.tensor([start - a + 1]), torch.tensor([min(end, b) - a + 1])
                seen["cache"][key] = (a, seen["reader"].link(x, *at).softmax(-1)[0, 1:-1].numpy())
    return seen["cache"][key]


def decode(seen, settings):
    """-> [{source, cue, content (sorted piece indices), cue_p, content_p, source_p, edge_p}]"""
    found = cues(seen, settings)
    if settings.get("least", 0) > 0:
        heard = decide(seen, found, settings, FIRST * settings["least"])
        found = [cue for cue, one in zip(found, heard) if one]
    return [one for one in decide(seen, found, settings, settings.get("least", 0)) if one]


def decide(seen, found, settings, least):
    """for each cue what it keeps of its claims, or None"""
    n = len(seen["article"].ids)
    owner, best = np.full(n, -1), np.zeros(n, np.float32)
    all_claims = []
    for number, (start, end, cue_p) in enumerate(found):
        a, p = claims(seen, start, end)
        all_claims.append((a, p))
        claim = p[:, 1:].max(1) * cue_p ** settings.get("trust", 0)
        claim[max(0, start - a):end - a] = 0
        here = slice(a, a + len(p))
        more = claim > best[here]
        owner[here] = np.where(more, number, owner[here])
        best[here] = np.maximum(best[here], claim)
    out = []
    for number, (start, end, cue_p) in enumerate(found):
        out.append(None)
        a, p = all_claims[number]
        mine = owner[a:a + len(p)] == number
        content = mine & (p[:, 2] >= settings["content"]) & (p[:, 2] >= p[:, 1])
        content[max(0, start - a):end - a] = False
        source = (p[:, 1] >= settings["source"]) & (p[:, 1] > p[:, 2])
        source[max(0, start - a):end - a] = False
        if not content.any():
            continue
        blocked = source | ((owner[a:a + len(p)] != number) & (best[a:a + len(p)] >= 0.5))
        blocked[max(0, start - a):end - a] = True
        content = close(content, blocked, settings["gap"])
        content = without_islands(content, settings["island"])
        mass = runs(source)
        kept = max(mass, key=lambda r: p[r[0]:r[1], 1].sum(), default=None)
        content_p = float(p[content, 2].mean())
        source_p = float(p[kept[0]:kept[1], 1].mean()) if kept else float(1 - p[:, 1].max())
        if cue_p * content_p < settings["keep"]:
            continue
        edges = [p[r[0], 2] for r in runs(content)] + [p[r[1] - 1, 2] for r in runs(content)]
        one = {"cue": list(range(start, end)), "content": [a + int(i) for i in np.flatnonzero(content)],
               "source": list(range(a + kept[0], a + kept[1])) if kept else [],
               "cue_p": cue_p, "content_p": content_p, "source_p": source_p, "edge_p": float(np.mean(edges))}
        if least > 0 and confidence(one, settings["calibration"]) < least:
            continue
        out[-1] = one
    return out


def features(one):
    """[5]: what the confidence leans on; the Rust copy is in crates/read"""
    odds = lambda p: float(np.log(np.clip(p, 1e-3, 1 - 1e-3) / (1 - np.clip(p, 1e-3, 1 - 1e-3))))
    return [odds(one["cue_p"]), odds(one["content_p"]), odds(one["edge_p"]), odds(one["source_p"]),
            float(np.log(len(one["content"])))]


def confidence(one, calibration):
    if not len(calibration):
        return one["cue_p"] * one["content_p"]
    return float(1 / (1 + np.exp(-(calibration[0] + np.dot(calibration[1:], features(one))))))


def runs(mask):
    out, start = [], None
    for i, on in enumerate(mask):
        if on and start is None:
            start = i
        if not on and start is not None:
            out.append((start, i))
            start = None
    if start is not None:
        out.append((start, len(mask)))
    return out


def close(mask, blocked, gap):
    mask = mask.copy()
    have = runs(mask)
    for (_, a), (b, _) in zip(have, have[1:]):
        if b - a <= gap and not blocked[a:b].any():
            mask[a:b] = True
    return mask


def without_islands(mask, island):
    have = runs(mask)
    longest = max(b - a for a, b in have)
    mask = mask.copy()
    for a, b in have:
        if b - a < island <= longest:
            mask[a:b] = False
    return mask
