"""What the piles' build.py have in common: items, copies, statements, and writing them with their gold.

Keys and conventions are those of docs/trace.md. Every name, place, outlet and event is invented.
"""
import json
import re


class Pile:
    def __init__(self):
        self.items, self.copies, self.stories, self.statements, self.apart_pairs, self.contradictions = [], [], {}, [], [], []

    def item(self, key, story, outlet, issued, title, *paragraphs, url=None):
        """One dispatch of a story."""
        slug = re.sub(r"\W+", "-", title.lower()).strip("-")
        host = re.sub(r"\W+", "", outlet.lower())
        assert all(i["id"] != key for i in self.items), key
        self.items.append(dict(id=key, outlet=outlet, issued=issued, url=url or f"https://{host}.example/{slug}",
                               title=title, text="\n\n".join(paragraphs)))
        self.stories.setdefault(story, []).append(key)

    def copy(self, a, b, how, known=True):
        """`a` has words of `b`."""
        self.copies.append(dict(copy=a, of=b, how=how, direction="known" if known else "unknown"))

    def said(self, speaker, origins, *mentions, altered=()):
        """A statement: mentions are (keys parted by blanks, words that stand there)."""
        self.statements.append(dict(
            speaker=speaker, origin_count=origins, altered=list(altered),
            mentions=[dict(item=key, text=text) for keys, text in mentions for key in keys.split()]))

    def apart(self, *pairs):
        """Pairs that must not be joined."""
        self.apart_pairs.extend([list(pair) for pair in pairs])

    def against(self, *contradictions):
        """Who tells otherwise than whom, and about what; copies of the two do likewise."""
        self.contradictions.extend(dict(a=a, b=b, about=about) for a, b, about in contradictions)

    def write(self):
        """Checks all against all and writes items.jsonl and gold.json."""
        by_id = {i["id"]: i for i in self.items}
        for copy in self.copies:
            assert copy["copy"] in by_id and copy["of"] in by_id, copy
        for pair in self.apart_pairs:
            assert pair[0] in by_id and pair[1] in by_id, pair
        for it in self.contradictions:
            assert it["a"] in by_id and it["b"] in by_id, it
        for statement in self.statements:
            for mention in statement["mentions"]:
                assert mention["text"] in by_id[mention["item"]]["text"], mention
        order = sorted(self.items, key=lambda i: (sum(map(ord, i["title"])) * 7919 % 1009, i["id"]))
        with open("items.jsonl", "w", encoding="utf-8") as out:
            for item in order:
                out.write(json.dumps(item, ensure_ascii=False) + "\n")
        gold = dict(copies=self.copies, not_copies=self.apart_pairs, stories=list(self.stories.values()),
                    statements=[dict(id=f"s{n:02}", gist="", **s) for n, s in enumerate(self.statements, 1)])
        if self.contradictions:  # where they are marked, all are
            gold["contradictions"] = self.contradictions
        with open("gold.json", "w", encoding="utf-8") as out:
            json.dump(gold, out, ensure_ascii=False, indent=1)
            out.write("\n")
