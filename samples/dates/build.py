"""Dispatches with every date marked: makes NN.txt and NN.gold.json from NN.mark.

A mark is {words|value} or {words|value|another right value}; a ~ before the value: neither asked
for nor punished, whatever value. The diary follows the text: what || start || end || where ||
according to || flags (moved, cancelled, optional, starts=, ends=). The keys written are those of
docs/formats.md. Stops where a weekday contradicts its date.
"""

import datetime
import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).parent
DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()


def build(path):
    head, body, diary = path.read_text(encoding="utf-8").split("\n---\n")
    head = dict(line.split(":", 1) for line in head.splitlines())
    issued = head["issued"].strip() or None
    text, times = "", []
    for piece in re.split(r"(\{[^{}]*\})", body):
        if not piece.startswith("{"):
            text += piece
            continue
        words, *values = piece[1:-1].split("|")
        optional = words.startswith("~") or any(value.startswith("~") for value in values)
        words = words.lstrip("~")
        values = [value.lstrip("~") for value in values]
        first = re.match(r"\d{4}-\d\d-\d\d(?!\d)", values[0])
        named = next((n for n, day in enumerate(DAYS) if words.lower().count(day) == 1), None)
        if first and named is not None and "/" not in values[0]:
            if datetime.date.fromisoformat(first[0]).weekday() != named:
                sys.exit(f"{path.name}: {words} is not {values[0]}")
        time = {"start": len(text), "end": len(text) + len(words), "text": words, "value": values[0]}
        if values[1:]:
            time["values"] = values[1:]
        if optional:
            time["optional"] = True
        times.append(time)
        text += words
    entries = []
    for line in diary.strip().splitlines():
        parts = [part.strip() for part in line.split("||")]
        what, start, end, where, who, flags = (parts + [""] * 6)[:6]
        entry = {"what": what, "start": start or None, "end": end or None, "where": where or None, "according_to": who or None}
        for flag in flags.split():
            key, _, value = flag.partition("=")
            if value:
                entry.setdefault(key, []).append(value)
            elif key == "optional":
                entry["optional"] = True
            else:
                entry["status"] = key
        entries.append(entry)
    gold = {
        "dispatch": {
            "publisher": head["publisher"].strip(),
            "issued": issued,
            "issued_evidence": [head["evidence"].strip()],
        },
        "given": {"issued": issued if "issued" in head["given"] else None, "publisher": None},
        "attributions": [],
        "times": times,
        "entities": [],
        "diary": entries,
    }
    path.with_suffix(".txt").write_text(text + "\n", encoding="utf-8")
    written = json.dumps(gold, ensure_ascii=False, indent=1)
    path.with_suffix(".gold.json").write_text(written + "\n", encoding="utf-8")


if __name__ == "__main__":
    for mark in sorted(HERE.glob("*.mark")):
        build(mark)
