"""Other house styles from the same labels: quotation marks of other shapes, lines in capitals, text without them, hidden words.

Works on the features of one window, so that the labels stay as they are.
"""
import numpy as np

OPENING, CLOSING = (1523, 1525, 1077), (1524, 1090)
STRAIGHT = 1000
MARKS = (STRAIGHT, *OPENING, *CLOSING)
# ids of “ ”, ‘ ’ and so on in the base's vocabulary; whether the reader's features know the mark as one of quotation
STYLES = (((1000, 1000), True), ((1523, 1524), True), ((1077, 1090), True), ((1520, 1521), False), ((1005, 1005), False))
SHARES = (.3, .3, .1, .15, .15)
MASK = 103


def restyle(w, rng):
    """another shape for all quotation marks of the window"""
    (opening, closing), known = rng.choices(STYLES, SHARES)[0]
    n = len(w["ids"])
    for i in np.flatnonzero(w["quotation"] == 2):
        if w["ids"][i] not in MARKS:
            continue
        behind, before = i + 1 < n and w["quotation"][i + 1] == 1, i > 0 and w["quotation"][i - 1] == 1
        opens = w["ids"][i] in OPENING or w["ids"][i] == STRAIGHT and (behind or not before)
        w["ids"][i] = opening if opens else closing
    if not known:
        w["quotation"][:] = 0


def recase(w, rng):
    """all or one line of the window in small letters, in capitals, or each word with a capital"""
    a, b = 0, len(w["ids"])
    if rng.random() < .5:
        starts = [0, *np.flatnonzero(w["layout"] == 1).tolist(), b]
        k = rng.randrange(len(starts) - 1)
        a, b = starts[k], starts[k + 1]
    casing = w["casing"][a:b]
    how = rng.randrange(3)
    if how == 0:
        casing[(casing >= 1) & (casing <= 3)] = 0
    elif how == 1:
        casing[(casing == 0) | (casing == 1) | (casing == 3)] = 2
    else:
        casing[casing == 0] = 1


def window(w, rng, share):
    if rng.random() < share:
        restyle(w, rng)
    if rng.random() < share / 3:
        recase(w, rng)
    n = len(w["ids"])
    for _ in range(int(n * .02 * rng.random() * 2)):
        i = rng.randrange(n)
        if w["casing"][i] != 5:
            w["ids"][i] = MASK
