"""What a careful reader finds in our own dispatches: the source of NN-*.gold.json.

Run `python3 samples/gold.py` after a change; `--show` prints each span in its context. Spans are
quoted words of the dispatch. Content must occur once, or be given as (words, n) for the nth time
(from 1); of several places a source or cue could stand, the one nearest to the content is meant.
The keys are those of docs/formats.md; conventions: samples/README.md.
"""

import json
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).parent


class Gold:
    def __init__(self, name, publisher, short=None, desk=None, issued=None, evidence=(), given=None):
        self.path = HERE / f"{name}.txt"
        self.text = self.path.read_text(encoding="utf-8")
        self.publisher = publisher
        self.cursor = 0
        self.out = {
            "dispatch": {
                "publisher": publisher,
                "short_name": short,
                "desk": desk,
                "issued": issued,
                "issued_evidence": list(evidence),
            },
            "given": given or {},
            "attributions": [],
            "times": [],
            "entities": [],
            "diary": [],
        }

    def span(self, start, words):
        return {"start": start, "end": start + len(words), "text": words}

    def places(self, words):
        left, right = (r"\b" if words[edge].isalnum() else "" for edge in (0, -1))
        return [m.start() for m in re.finditer(left + re.escape(words) + right, self.text)]

    def exact(self, words):
        words, nth = words if isinstance(words, tuple) else (words, None)
        places = self.places(words)
        if not places or (nth is None and len(places) > 1):
            sys.exit(f"{self.path.name}: {len(places)} places for {words!r}")
        return self.span(places[(nth or 1) - 1], words)

    def near(self, words, content):
        words, nth = words if isinstance(words, tuple) else (words, None)
        places = self.places(words)
        if not places:
            sys.exit(f"{self.path.name}: no place for {words!r}")
        if nth:
            return self.span(places[nth - 1], words)

        def distance(start):
            end = start + len(words)
            return min(
                max(0, piece["start"] - end, start - piece["end"]) if
                not (piece["start"] < end and start < piece["end"]) else 10_000
                for piece in content
            )

        return self.span(min(places, key=distance), words)

    def say(self, source, cue, content, kind, speaker, *hands, **more):
        """One attribution. `hands` stand between the publisher and the speaker; `last` is how
        the anonymous are described; `alone` means that nobody stands behind the publisher."""
        pieces = [self.exact(words) for words in (content if isinstance(content, list) else [content])]
        listed = lambda words: [] if not words else words if isinstance(words, list) else [words]
        last = more.pop("last", None) or speaker
        chain = [self.publisher, *hands]
        if last and last != chain[-1] and not more.pop("alone", False):
            chain.append(last)
        self.out["attributions"].append(
            {
                "source": [self.near(words, pieces) for words in listed(source)],
                "cue": [self.near(words, pieces) for words in listed(cue)],
                "content": pieces,
                "kind": kind,
                "speaker": speaker,
                "chain": chain,
                "anonymous": more.pop("anonymous", speaker is None and last is not None),
                "polarity": more.pop("polarity", "asserted"),
                "nested_in": more.pop("inside", None),
                **more,
            }
        )
        return len(self.out["attributions"]) - 1

    def times(self, *pairs):
        """Words and value, in the order of the text."""
        for words, value, *flags in pairs:
            start = self.text.find(words, self.cursor)
            if start < 0:
                sys.exit(f"{self.path.name}: no time {words!r} behind character {self.cursor}")
            time = {**self.span(start, words), "value": value}
            if "optional" in flags:
                time["optional"] = True
            self.out["times"].append(time)
            self.cursor = start + len(words)

    def who(self, name, kind, role=None, *aliases):
        starts = sorted(
            {
                (m.start(), m.group())
                for known in (name, *aliases)
                for m in re.finditer(rf"\b{re.escape(known)}\b", self.text)
            }
        )
        mentions = []
        for start, words in sorted(starts, key=lambda found: (found[0], -len(found[1]))):
            if not mentions or start >= mentions[-1]["end"]:
                mentions.append(self.span(start, words))
        entity = {"name": name, "kind": kind, "role": role, "aliases": list(aliases), "mentions": mentions}
        self.out["entities"].append({key: value for key, value in entity.items() if value})

    def ahead(self, what, start, end=None, where=None, by=None, **more):
        self.out["diary"].append(
            {"what": what, "start": start, "end": end or start, "where": where, "according_to": by, **more}
        )

    def write(self):
        self.out["attributions"] = self.in_order()
        self.path.with_suffix(".gold.json").write_text(
            json.dumps(self.out, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
        )

    def in_order(self):
        """By the first character of source, cue or content; parents keep their children."""
        found = self.out["attributions"]
        first = lambda a: min(p["start"] for role in ("source", "cue", "content") for p in a[role])
        order = sorted(range(len(found)), key=lambda n: (first(found[n]), n))
        place = {old: new for new, old in enumerate(order)}
        for attribution in found:
            if attribution["nested_in"] is not None:
                attribution["nested_in"] = place[attribution["nested_in"]]
        return [found[n] for n in order]

    def show(self):
        print(f"\n=== {self.path.name}")
        for n, a in enumerate(self.out["attributions"]):
            words = lambda role: " … ".join(p["text"] for p in a[role])
            print(f"{n:2} {a['kind']:8} {a['polarity']:8} {' <- '.join(a['chain'])}"
                  f"{' (inside %d)' % a['nested_in'] if a['nested_in'] is not None else ''}")
            print(f"   {{{words('source')}}} <{words('cue')}> [{words('content')}]")
        for entity in self.out["entities"]:
            print("  ", entity["name"], len(entity.get("mentions", [])))


def wire_flash():
    g = Gold("01-wire-flash", "Kestrel News Agency", "KNA", None, "2026-04-14",
             ["April 14 was a Tuesday in 2026", "data for 2025"])
    g.say("port authority", ":", "Dust explosion shuts grain terminal at Lisse, no deaths", "indirect", "port authority")
    g.say("the port authority", "said", "A dust explosion tore the roof off a silo at the Lisse grain terminal early on Tuesday",
          "indirect", "port authority")
    g.say("harbour master Ilka Dorn", "told",
          ["We have counted everybody and everybody is alive", "The roof is in the river."], "direct", "Ilka Dorn")
    g.say("St Brida's Hospital", "according to", "Eleven dockers were treated for burns and smoke", "indirect",
          "St Brida's Hospital")
    g.say("A doctor, who asked not to be named because she was not allowed to speak to reporters", "said",
          "two of them were in intensive care", "indirect", None, last="a doctor")
    g.say("The dockers' union", "said",
          "it had warned the operator, Meridor Grain, of dust in the conveyor tunnel three times since February",
          "indirect", "dockers' union")
    g.say("Meridor", "denied", "that it had received any warning", "indirect", "Meridor Grain", polarity="denied")
    g.say("company spokesman Pavel Ostry", "said", "There is no such letter", "direct", "Pavel Ostry")
    g.say("her office", "said", "Agriculture minister Renate Solm will visit the quay on Wednesday", "indirect",
          "office of Renate Solm", accept={"speaker": ["Renate Solm"], "chain": [["Kestrel News Agency", "Renate Solm"]]})
    g.say("Brenn", "has not said", "whether exports will be moved to the port of Halm", "indirect", "Brenn",
          polarity="negated")
    g.say("port data", "show", "The terminal handled 2.1 million tonnes of wheat in 2025", "indirect", "port authority",
          accept={"speaker": ["port data"], "chain": [["Kestrel News Agency", "port data"]]})
    g.times(("April 14", "2026-04-14"), ("early on Tuesday", "2026-04-14TMO"), ("February", "2026-02"),
            ("Wednesday", "2026-04-15"), ("2025", "2025"))
    g.who("Kestrel News Agency", "news agency", None, "KNA")
    g.who("port authority", "organisation")
    g.who("Ilka Dorn", "person", "harbour master")
    g.who("St Brida's Hospital", "organisation")
    g.who("dockers' union", "organisation")
    g.who("Meridor Grain", "organisation", None, "Meridor")
    g.who("Pavel Ostry", "person", "spokesman of Meridor Grain")
    g.who("Renate Solm", "person", "agriculture minister of Tavaria")
    g.who("Brenn", "government", None, "government of Tavaria", "Tavaria")
    g.who("Jonas Kell", "person", "reporter")
    g.who("Maud Ferrier", "person", "editor")
    g.ahead("Agriculture minister Renate Solm will visit the quay", "2026-04-15", where="Lisse", by="office of Renate Solm")
    return g


def translated_agency():
    p = "Osk Telegraph Agency"
    g = Gold("02-translated-agency", p, "OTA", "Foreign Desk", "2026-04-14",
             ["Tuesday (April 14)", "April 21 to 23, 2026"])
    g.say("Kestrel News Agency", "According to",
          "the largest grain terminal of Tavaria was put out of work on Tuesday (April 14) by an explosion of dust",
          "indirect", "Kestrel News Agency")
    g.say("The minister of transport of Osk, Danil Verhov", "expressed the hope",
          'that "the grain of both peoples will soon flow again"', "mixed", "Danil Verhov", "Osk Today")
    g.say("Verhov", ":", "Osk stands ready to open its ports to Tavarian wheat", "indirect", "Danil Verhov")
    g.say(("Verhov", 3), "stressed", "that Osk has enough silos on the eastern bank of the Lisse River", "indirect",
          "Danil Verhov")
    g.say(("He", 1), "added", "that the harbour of Tolm could receive the first ships as early as Friday", "indirect",
          "Danil Verhov")
    g.say("the minister", "was quoted as saying",
          "We have been neighbours for a thousand years and the river does not ask for passports", "direct",
          "Danil Verhov", "Osk state television")
    g.say("A Tavarian diplomat", "told", "that his government would decide after the visit of its agriculture minister to Lisse",
          "indirect", None, "Osk Today", last="a Tavarian diplomat")
    g.say("experts, which the agency did not name", "According to",
          "repairs of the terminal can last until the autumn", "indirect", None, "Kestrel News Agency", last="experts",
          accept={"chain": [[p, "experts"]]})
    g.say("the Osk railways", "denied", "that they had raised the price for grain wagons", "indirect", "Osk railways",
          polarity="denied")
    g.say("reports", None, ("that they had raised the price for grain wagons", 1), "indirect", None, last="reports",
          optional=True)
    g.say("the ministry of transport of Osk", "announced",
          "A meeting of the river commission of the two countries will be held in Tolm from April 21 to 23, 2026", "indirect",
          "ministry of transport of Osk")
    g.times(("Tuesday", "2026-04-14"), ("April 14", "2026-04-14"), ("Friday", "2026-04-17"),
            ("the autumn", "2026-FA"), ("the same day", "2026-04-14"), ("April 21 to 23, 2026", "2026-04-21/2026-04-23"))
    g.who(p, "news agency", None, "OTA")
    g.who("Kestrel News Agency", "news agency")
    g.who("Danil Verhov", "person", "minister of transport of Osk", "Verhov")
    g.who("Osk Today", "news agency")
    g.who("Osk state television", "news agency")
    g.who("Brenn", "government", None, "Tavaria")
    g.who("Osk railways", "organisation")
    g.who("ministry of transport of Osk", "organisation")
    g.who("Tolm", "place")
    g.ahead("meeting of the river commission of the two countries", "2026-04-21", "2026-04-23", "Tolm",
            "ministry of transport of Osk")
    g.ahead("the harbour of Tolm could receive the first ships", "2026-04-17", where="Tolm", by="Danil Verhov", optional=True)
    return g


def local_paper():
    p = "The Lisse Courier"
    g = Gold("03-local-paper", p, None, None, "2026-04-15", ["stated"])
    g.say("harbour master Ilka Dorn", "told", "We have counted everybody and everybody is alive", "direct", "Ilka Dorn",
          "Kestrel News Agency")
    g.say("St Brida's Hospital", "said", "Eleven dockers were treated for burns and smoke", "indirect", "St Brida's Hospital")
    g.say("he", "said", ["I thought the river had come in", "Then I saw the dust burning, and it was almost beautiful."],
          "direct", "Tomas Reek")
    inner = g.say("Tomas Reek", "said", ["He asked for his boots", "So I know he is all right."], "direct", "Tomas Reek")
    g.say("He", "asked for", "his boots", "indirect", "Aldo Reek", "Tomas Reek", inside=inner, optional=True)
    g.say("The dockers' union", "says", "it wrote to the operator, Meridor Grain, three times about dust in the conveyor tunnel",
          "indirect", "dockers' union")
    g.say("the union's safety officer, Berta Lund", "wrote", 'that "a spark will be enough"', "mixed", "Berta Lund",
          accept={"chain": [[p, "dockers' union", "Berta Lund"], [p, "one of the letters", "Berta Lund"]]})
    g.say("Meridor", "said", 'that there was "no such letter"', "mixed", "Meridor Grain")
    g.say("Mayor Corin Vale", "called", "the company's answer \"a slap\"", "mixed", "Corin Vale")
    g.say("She", "hopes", "the ministry will take the terminal out of Meridor's hands", "indirect", "Corin Vale")
    g.say("she", "did not say", "who should run it", "indirect", "Corin Vale", polarity="negated")
    g.say("the parish", "said", "A vigil will be held at the Seamen's Chapel on Thursday at 7 p.m.", "indirect", "parish")
    g.times(("Wednesday, 15 April 2026", "2026-04-15"), ("ten past five on Tuesday morning", "2026-04-14T05:10"),
            ("breakfast", "2026-04-14TMO", "optional"), ("thirty years", "P30Y", "optional"),
            ("3 February", "2026-02-03"), ("Tuesday", "2026-04-14"), ("last night", "2026-04-14TNI"),
            ("Thursday at 7 p.m.", "2026-04-16T19:00"))
    g.who(p, "news agency", None, "Courier")
    g.who("Kestrel News Agency", "news agency", None, "KNA")
    g.who("Tilda Marsh", "person", "reporter")
    g.who("Ilka Dorn", "person", "harbour master")
    g.who("Tomas Reek", "person", "docker")
    g.who("Aldo Reek", "person", "docker")
    g.who("dockers' union", "organisation")
    g.who("Meridor Grain", "organisation", None, "Meridor")
    g.who("Berta Lund", "person", "safety officer of the dockers' union")
    g.who("Corin Vale", "person", "mayor of Lisse")
    g.ahead("A vigil", "2026-04-16", where="Seamen's Chapel", by="parish")
    return g


def aggregator():
    p = "Harbour Wire"
    g = Gold("04-aggregator", p, None, "Dry bulk", "2026-04-15", ["stated"])
    g.say("harbour master Ilka Dorn", "said", "We have counted everybody and everybody is alive", "direct", "Ilka Dorn")
    g.say("a hospital", "according to", "Eleven dockers were treated for burns and smoke", "indirect", "hospital",
          accept={"speaker": [""], "chain": [[p, "a hospital"]]})
    g.say("A long-serving docker", "told", "that he had thought the river had come in", "indirect", None, "local media",
          last="a long-serving docker")
    g.say("he", "said", "Then I saw the dust burning", "direct", None, last="a long-serving docker",
          accept={"chain": [[p, "local media", "a long-serving docker"]]})
    g.say("The union", "claims", "to have written to operator Meridor Grain three times about dust in the conveyor tunnel",
          "indirect", "union")
    g.say("its safety officer", "warned", 'that "a spark will be enough"', "mixed", None, "The Lisse Courier",
          last="its safety officer", anonymous=True)
    g.say("Meridor", "says", "there is no such letter", "indirect", "Meridor Grain")
    g.say("Three shipbrokers", "told", "that vessels waiting off Lisse would probably be sent to Halm", "indirect", None,
          last="three shipbrokers")
    g.say("One of them", "expected", "the detour to cost four dollars a tonne", "indirect", None, last="one of them",
          accept={"chain": [[p, "one of three shipbrokers"], [p, "three shipbrokers"], [p, "shipbroker"]]})
    g.times(("15 April 2026", "2026-04-15"), ("Tuesday", "2026-04-14"), ("3 February", "2026-02-03"), ("last year", "2025"))
    g.who(p, "news agency")
    g.who("Ilka Dorn", "person", "harbour master")
    g.who("Meridor Grain", "organisation", None, "Meridor")
    g.who("The Lisse Courier", "news agency")
    return g


def live_blog():
    p = "Radio Brenn"
    g = Gold("05-live-blog", p, None, None, "2026-04-14", ["stated"])
    g.say("she", "says", ["Bread will not become dearer", "Tavaria has wheat for eight months."], "direct", "Renate Solm")
    g.say("The opposition's Gero Hald", "answers", 'that the minister "counts loaves that are still on the stalk"', "mixed",
          "Gero Hald")
    g.say("we", "said", "that the union had written to the ministry", "indirect", p, alone=True)
    g.say("It", "says", "it wrote to the company", "indirect", "dockers' union")
    g.say("The dockers' union", "tells", "it warned of dust in the tunnel three times", "indirect", "dockers' union")
    g.say("its chairwoman, Hanna Brook", "says", "They filed our letters under weather", "direct", "Hanna Brook")
    g.say("Meridor Grain", "denies", "any warning", "indirect", "Meridor Grain", polarity="denied")
    g.say("company spokesman Pavel Ostry", "saying", "There is no such letter.", "direct", "Pavel Ostry", "Kestrel News Agency")
    g.say("Police commissioner Arne Sill", ":", "Nothing points to it.", "direct", "Arne Sill")
    g.say("a video seen more than a million times", "claims", "that a drone hit the silo", "indirect", None,
          last="a video seen more than a million times",
          accept={"speaker": ["a video"], "chain": [[p, "Plaza", "a video"], [p, "a video"]]})
    g.say("the weather service in Tolm", "advises", "People in Osk should keep their windows shut until the evening",
          "indirect", "weather service in Tolm")
    g.say("the port authority", "citing", "a dust explosion at the grain terminal in Lisse", "indirect", "port authority",
          "Kestrel News Agency", accept={"source": [[{"start": g.exact("Kestrel reports")["start"],
                                                      "end": g.exact("Kestrel reports")["start"] + 7, "text": "Kestrel"}]],
                                         "speaker": ["Kestrel News Agency"]})
    g.times(("Tuesday 14 April 2026", "2026-04-14"), ("21:40", "2026-04-14T21:40"), ("tonight", "2026-04-14TNI"),
            ("tomorrow", "2026-04-15"), ("19:15", "2026-04-14T19:15"), ("eight months", "P8M", "optional"),
            ("17:02", "2026-04-14T17:02"), ("15:30", "2026-04-14T15:30"), ("15:30", "2026-04-14T15:30"),
            ("14:10", "2026-04-14T14:10"), ("12:45", "2026-04-14T12:45"), ("2019", "2019"), ("09:20", "2026-04-14T09:20"),
            ("the evening", "2026-04-14TEV"), ("06:50", "2026-04-14T06:50"))
    g.who(p, "news agency")
    g.who("Ida Corvin", "person", "presenter")
    g.who("Renate Solm", "person", "agriculture minister", "Solm")
    g.who("Gero Hald", "person", "of the opposition")
    g.who("dockers' union", "organisation")
    g.who("Hanna Brook", "person", "chairwoman of the dockers' union")
    g.who("Meridor Grain", "organisation")
    g.who("Pavel Ostry", "person", "spokesman of Meridor Grain")
    g.who("Arne Sill", "person", "police commissioner")
    g.who("Kestrel News Agency", "news agency", None, "Kestrel")
    g.ahead("Agriculture minister Renate Solm goes to Lisse", "2026-04-15", where="Lisse")
    return g


def council_report():
    p = "The Dunmere Gazette"
    g = Gold("06-council-report", p, None, None, None, [])
    g.say("one of them", "put it", '"everybody was right"', "mixed", None, last="one of them",
          accept={"kind": ["direct"], "chain": [[p, "one of the councillors"], [p, "Dunmere councillors"]]})
    g.say("Cllr Edwin Pask (Harbour Ward)", "said", "the bridge had been built for sheep", "indirect", "Edwin Pask")
    g.say("he", "told", "It was never meant for forty tonnes of gravel", "direct", "Edwin Pask")
    outer = g.say("She", "said",
                  "the engineers' report, which she had read twice, found no crack that was not there in 1962", "indirect",
                  "Maud Pask")
    g.say("the engineers' report, which she had read twice,", "found", "no crack that was not there in 1962", "indirect",
          "engineers' report", "Maud Pask", inside=outer,
          accept={"speaker": ["Holt & Brimley", "report"], "chain": [[p, "Maud Pask", "Holt & Brimley"]]}, optional=True)
    g.say("The report, by the consultants Holt & Brimley,", "states", 'that the bridge is "safe but tired"', "mixed",
          "Holt & Brimley", accept={"speaker": ["report"], "chain": [[p, "report"]]})
    g.say("It", "recommends", "a limit of 18 tonnes", "indirect", "Holt & Brimley",
          accept={"speaker": ["report"], "chain": [[p, "report"]]})
    g.say("Haulier Josef Lindqvist", "warned", "that his drivers would need forty minutes more a day", "indirect",
          "Josef Lindqvist")
    outer = g.say("he", ["said"], ["I'm not saying I will leave Dunmere", "I'm saying I have a map."], "direct",
                  "Josef Lindqvist")
    g.say("A petition signed by 1,204 people", "calls on", "to close the bridge to cars too", "indirect",
          "petition signed by 1,204 people",
          accept={"speaker": ["petition", "1,204 people"], "chain": [[p, "1,204 people"], [p, "petition"]]})
    g.say("Cllr Edwin Pask", "said", "he had not signed it", "indirect", "Edwin Pask")
    g.say("Neither he nor his sister", "would say", "whether they would stand again in May", "indirect",
          "Edwin Pask and Maud Pask", polarity="negated", optional=True)
    g.say("Residents", "believe", "the noise is the real reason", "indirect", None, last="residents")
    g.say('one, who did not want her name in the paper "because my husband drives one of them"', "said",
          "You can't hear the bell any more", "direct", None, last="one",
          accept={"chain": [[p, "one of the residents"], [p, "a resident"], [p, "residents"]]})
    g.times(("Monday night", "XXXX-WXX-1TNI"), ("two hours", "PT2H", "optional"), ("twice", "P1D", "optional"),
            ("1962", "1962"), ("forty minutes", "PT40M", "optional"), ("May", "XXXX-05"), ("June 1", "XXXX-06-01"),
            ("Saturday", "XXXX-WXX-6", "optional"))
    g.out["times"] = [time for time in g.out["times"] if time["text"] != "twice"]
    for time in g.out["times"]:
        if time["text"] == "Monday night":
            time["optional"] = True
    g.who(p.upper(), "news agency", None, p)
    g.out["entities"][-1]["name"] = p
    g.who("Edwin Pask", "person", "councillor for Harbour Ward")
    g.who("Maud Pask", "person", "councillor for Mill Ward")
    g.who("Holt & Brimley", "organisation", "consultants")
    g.who("Josef Lindqvist", "person", "haulier")
    g.ahead("closure begins", "XXXX-06-01", optional=True)
    g.ahead("A public walk across the bridge", "XXXX-WXX-6", status="cancelled", optional=True)
    return g


def interview():
    p = "Lantern Magazine"
    g = Gold("07-interview", p, None, None, None, [])
    g.say("STARLING", ":", ["Because I could hear myself. My teacher, Iwan Belk, used to say that you must play as if the room were empty. One day it was."],
          "direct", "Oona Starling")
    g.say("My teacher, Iwan Belk,", "used to say", "that you must play as if the room were empty", "indirect", "Iwan Belk",
          "Oona Starling", inside=0)
    g.say("LANTERN", ":", 'The critic Leonor Fay wrote that you had "left by the back door".', "direct", p, alone=True)
    g.say("The critic Leonor Fay", "wrote", 'that you had "left by the back door"', "mixed", "Leonor Fay", inside=2)
    answer = g.say(("STARLING", 2), ":", "There was no other door. Fay thinks a career is a staircase. I think it is a corridor.", "direct",
                   "Oona Starling")
    g.say(("Fay", 2), "thinks", "a career is a staircase", "indirect", "Leonor Fay", "Oona Starling", inside=answer)
    g.say("I", "think", "it is a corridor", "indirect", "Oona Starling", inside=answer, optional=True)
    answer = g.say(("STARLING", 3), ":", "They sent flowers. According to the card, they missed me. The director denies it now.",
                   "direct", "Oona Starling")
    g.say("the card", "According to", "they missed me", "indirect", "the card", "Oona Starling", inside=answer,
          accept={"speaker": ["orchestra", "They"], "chain": [[p, "Oona Starling", "orchestra"]]})
    g.say("The director", "denies", "it now", "indirect", None, "Oona Starling", last="the director",
          inside=answer, polarity="denied", optional=True)
    answer = g.say(None, None, "I sold it to a man who said he would hang it on a wall. He told me, \"It will be quiet there.\" I nearly gave him the violin as well.",
                   "direct", "Oona Starling")
    g.say("a man", "said", "he would hang it on a wall", "indirect", None, "Oona Starling", last="a man", inside=answer)
    g.say("He", "told", "It will be quiet there.", "direct", None, "Oona Starling", last="a man", inside=answer)
    g.say("she", "says", ["If I had stayed in the mountains", "I would have become very good at soup."], "direct",
          "Oona Starling")
    g.say("Her label", "says", "a tour is likely", "indirect", "her label",
          accept={"speaker": ["label"], "chain": [[p, "label"]]})
    g.say("Starling", "says", "she has not said yes", "indirect", "Oona Starling")
    g.times(("four years", "P4Y", "optional"), ("One day", "PAST_REF", "optional"), ("now", "PRESENT_REF", "optional"),
            ("September", "XXXX-09"))
    g.who(p, "news agency", None, "LANTERN")
    g.who("Oona Starling", "person", "violinist", "STARLING", "Starling")
    g.who("Iwan Belk", "person", "teacher of Oona Starling")
    g.who("Leonor Fay", "person", "critic", "Fay")
    g.ahead("Her new recording, \"Corridor\", appears", "XXXX-09", optional=True)
    return g


def opinion():
    p = "The Brenn Observer"
    g = Gold("08-opinion", p, None, None, "2026-04-17", ["stated"])
    g.say("the company", "told", 'there was "no such letter"', "mixed", "Meridor Grain",
          accept={"speaker": ["Meridor", "company"]})
    g.say("Meridor's chief executive, Otmar Finch,", "explained", "that the letter existed but had not been received", "indirect",
          "Otmar Finch")
    g.say("my grandmother", "said", "of God's answers", "indirect", "grandmother", optional=True)
    g.say("I", "do not believe", "that Mr Finch is a wicked man", "indirect", "Silvan Crowe", polarity="negated",
          accept={"polarity": ["denied", "asserted"]})
    g.say("Those who know him", "say", "he cries at weddings", "indirect", None, last="those who know him")
    g.say("Aldo Reek", "did", "We told them in February,", "direct", "Aldo Reek",
          accept={"source": [[g.exact("a docker with burned hands")]]})
    g.say("Economists", "promised", "that competition would sweep the tunnels clean", "indirect", None, last="economists")
    g.say("A poll for this newspaper", "found", "that 61 percent of Tavarians want the terminal back in public hands", "indirect",
          "poll", accept={"speaker": ["A poll for this newspaper", p], "chain": [[p, "poll for this newspaper"], [p]]})
    g.say("The minister", "could say", "we were wrong", "direct", "minister", polarity="hypothetical",
          accept={"kind": ["indirect"], "speaker": ["the minister", "Renate Solm"]})
    g.say("her office", "let us know", "All options are open", "direct", "office of the minister",
          accept={"speaker": ["her office", "minister"], "chain": [[p, "her office"], [p, "minister"]]})
    g.say("I", "suppose", "that a tunnel full of dust is an option too", "indirect", "Silvan Crowe", optional=True)
    g.say("I", "will say", "the roof", "indirect", "Silvan Crowe", polarity="hypothetical", optional=True)
    for attribution in g.out["attributions"]:
        with_columnist = [attribution["chain"][0], "Silvan Crowe", *attribution["chain"][1:]]
        if "Silvan Crowe" not in attribution["chain"]:
            attribution.setdefault("accept", {}).setdefault("chain", []).append(with_columnist)
    g.times(("Friday, April 17, 2026", "2026-04-17"), ("Tuesday", "2026-04-14"), ("Wednesday", "2026-04-15"),
            ("Thursday", "2026-04-16"), ("February", "2026-02"), ("2019", "2019"), ("next Friday", "2026-04-24"))
    g.who(p, "news agency")
    g.who("Silvan Crowe", "person", "columnist")
    g.who("Meridor Grain", "organisation", None, "Meridor")
    g.who("The Lisse Courier", "news agency")
    g.who("Otmar Finch", "person", "chief executive of Meridor", "Finch")
    g.who("Aldo Reek", "person", "docker")
    return g


def business():
    p = "Tavaria Business Daily"
    g = Gold("09-business", p, None, None, "2026-04-15", ["April 15 was a Wednesday in 2026", "the forecast for 2026"])
    g.say("sources", "-", "see claim of 300 mln crowns", "indirect", None, last="sources", optional=True)
    g.say("two people familiar with the matter", "said", "insurers were preparing for a claim of about 300 million crowns",
          "indirect", None, last="two people familiar with the matter")
    g.say("Meridor", "said", 'that it "cannot yet estimate" the damage', "mixed", "Meridor Grain")
    g.say("it", "had forecast", "a profit of 190 million crowns", "indirect", "Meridor Grain")
    g.say("Nadia Ferro, an analyst at Quill Bank", "said", "The terminal is Meridor", "direct", "Nadia Ferro")
    outer = g.say("Ferro and her colleague Piet Daan", "wrote", "that they expect repairs to last at least six months", "indirect",
                  "Nadia Ferro and Piet Daan")
    g.say("they", "expect", "repairs to last at least six months", "indirect", "Nadia Ferro and Piet Daan", inside=outer,
          optional=True)
    g.say("Three of five analysts polled by this newspaper", "believe", "the dividend will be cut", "indirect", None,
          last="three of five analysts polled by this newspaper")
    g.say("A person close to its board", "denied", "that Northlight had asked for an inspection last year", "indirect", None,
          last="a person close to its board", polarity="denied")
    g.say("an internal e-mail", "citing", "that inspectors were turned away at the gate in November", "indirect",
          "internal e-mail", "The Lisse Courier",
          accept={"source": [[g.exact("The Lisse Courier")]], "speaker": ["The Lisse Courier"],
                  "chain": [[p, "The Lisse Courier"]]})
    g.say("exchange data", "showed", "Wheat futures in Halm rose 6 percent", "indirect", "exchange data",
          accept={"speaker": ["exchange"], "chain": [[p, "exchange"]]})
    g.say("trader Ines Okoro", "told", "If Lisse stays shut until the harvest, we will see prices that nobody has budgeted for",
          "direct", "Ines Okoro")
    g.say("chief executive Otmar Finch", "said",
          "Its annual meeting, planned for the last Thursday of April, will take place in June", "indirect", "Otmar Finch")
    g.times(("April 15", "2026-04-15"), ("Wednesday", "2026-04-15"), ("a day", "P1D", "optional"), ("2026", "2026"),
            ("January", "2026-01"), ("at least six months", "P6M", "optional"), ("last year", "2025"),
            ("Wednesday", "2026-04-15"), ("November", "2025-11"), ("April 20", "2026-04-20"),
            ("the last Thursday of April", "2026-04-30"), ("June", "2026-06"))
    g.who(p, "news agency")
    g.who("Meridor Grain", "organisation", None, "Meridor")
    g.who("Nadia Ferro", "person", "analyst at Quill Bank", "Ferro")
    g.who("Piet Daan", "person", "analyst at Quill Bank")
    g.who("Quill Bank", "organisation")
    g.who("Northlight", "organisation", "insurer")
    g.who("The Lisse Courier", "news agency")
    g.who("Ines Okoro", "person", "trader")
    g.who("Otmar Finch", "person", "chief executive of Meridor Grain")
    g.ahead("call with investors", "2026-04-20")
    g.ahead("Its annual meeting", "2026-06", by="Otmar Finch", status="moved")
    return g


def week_ahead():
    p = "Tavarian Press Bureau"
    g = Gold("10-week-ahead", p, "TPB", None, None, [])
    g.say("The company", "says", "it will give a first estimate of the damage", "indirect", "Meridor Grain")
    g.say("Osk's transport ministry", "says", "silos are on the agenda", "indirect", "transport ministry of Osk",
          accept={"speaker": ["Osk's transport ministry"], "chain": [[p, "Osk's transport ministry"]]})
    g.say("Brenn", "has not confirmed", ("this", 1), "indirect", "Brenn", polarity="negated", optional=True)
    g.say("the council", "according to",
          "The bridge walk, put off because of the wind, is now to take place at 17:30", "indirect", "council")
    g.say("Investigators", "are expected to say", "what set off the dust", "indirect", None, last="investigators",
          polarity="hypothetical", accept={"speaker": ["investigators"]}, anonymous=False)
    g.say("Police", "said", "that nothing pointed to sabotage", "indirect", "police")
    g.say("Economists polled by TPB", "expect", "3.4 million tonnes", "indirect", None, last="economists polled by TPB")
    g.say("the mayor's office", "said",
          "the harbour festival of Lisse, which was to open on Thursday, will not be held this year", "indirect",
          "mayor's office")
    g.say("their union", "has announced", "Dockers strike for 24 hours if talks fail", "indirect", "dockers' union",
          accept={"speaker": ["union", "their union"], "chain": [[p, "their union"]]})
    g.say("the bishop", "said", "The clocks of Lisse cathedral, silent since the blast, are to ring again on Sunday",
          "indirect", "bishop", accept={"speaker": ["the bishop"]})
    g.times(("April 20 to 26, 2026", "2026-04-20/2026-04-26"), ("MONDAY", "2026-04-20"), ("10:00", "2026-04-20T10:00"),
            ("TUESDAY", "2026-04-21"), ("April 23", "2026-04-23"), ("17:30", "2026-04-21T17:30"), ("WEDNESDAY", "2026-04-22"),
            ("last week", "2026-W16", "optional"), ("THURSDAY", "2026-04-23"), ("March", "2026-03"), ("Thursday", "2026-04-23"),
            ("this year", "2026"), ("FRIDAY", "2026-04-24"), ("24 hours", "PT24H", "optional"), ("WEEKEND", "2026-W17-WE"),
            ("Sunday", "2026-04-26"))
    g.who(p, "news agency", None, "TPB")
    g.who("Renate Solm", "person", "agriculture minister")
    g.who("Meridor Grain", "organisation")
    g.who("Brenn", "government", None, "Tavaria")
    g.ahead("Parliament hears agriculture minister Renate Solm on the explosion at Lisse", "2026-04-20T10:00", where="Brenn")
    g.ahead("Meridor Grain holds a call with investors", "2026-04-20")
    g.ahead("The river commission of Tavaria and Osk meets", "2026-04-21", "2026-04-23", "Tolm")
    g.ahead("The bridge walk", "2026-04-21T17:30", where="Dunmere", by="council", status="moved")
    g.ahead("Investigators are expected to say what set off the dust", "2026-04-22", where="Lisse", optional=True)
    g.ahead("The statistics office publishes wheat stocks for March", "2026-04-23", where="Brenn")
    g.ahead("harbour festival of Lisse", "2026-04-23", where="Lisse", by="mayor's office", status="cancelled")
    g.ahead("Dockers strike for 24 hours", "2026-04-24", where="Halm", by="dockers' union", optional=True)
    g.ahead("The clocks of Lisse cathedral are to ring again", "2026-04-26", where="Lisse", by="bishop")
    return g


ALL = (wire_flash, translated_agency, local_paper, aggregator, live_blog, council_report, interview, opinion, business,
       week_ahead)

if __name__ == "__main__":
    for make in ALL:
        gold = make()
        gold.write()
        if "--show" in sys.argv:
            gold.show()
