"""Reads GKG records with the strict parsers of gdelt-regkg and prints what they understood.

Only that package's file of parsers is loaded: the rest of it makes records, and wants more.
"""

import importlib.util
import sys
from pathlib import Path
from xml.etree import ElementTree

path = next(Path(sys.argv[2]).glob("venv/lib/python*/site-packages/gdelt_regkg/benchmark/parsers.py"))
spec = importlib.util.spec_from_file_location("parsers", path)
parsers = importlib.util.module_from_spec(spec)
sys.modules["parsers"] = parsers
spec.loader.exec_module(parsers)

with open(sys.argv[1], encoding="utf-8", newline="\n") as file:
    for line in file:
        columns = line.removesuffix("\n").split("\t")
        assert len(columns) == 27, len(columns)
        name = columns[0]
        persons, bodies = parsers.names(columns[11]), parsers.names(columns[13])
        assert {it.identity for it in parsers.mentions(columns[12])} == {parsers.normalize(it) for it in persons}
        assert {it.identity for it in parsers.mentions(columns[14])} == {parsers.normalize(it) for it in bodies}
        assert len(parsers.locations(columns[9])) <= len(parsers.locations(columns[10], enhanced=True))
        assert parsers.tone(columns[15]) is None and parsers.gcam(columns[17]) == {}
        for it in parsers.quotations(columns[22]):
            print(name, "quotation", it.offset, it.length, it.verb, it.text, sep="|")
        for it in parsers.dates(columns[16]):
            print(name, "date", *it.identity, it.offset, sep="|")
        for it in parsers.mentions(columns[23]):
            print(name, "name", it.identity, it.offset, sep="|")
        for it in parsers.locations(columns[10], enhanced=True):
            print(name, "place", it.name, it.country, it.offset, sep="|")
        extras = ElementTree.fromstring(parsers.xml(columns[26]))
        authors = extras.findtext("PAGE_AUTHORS") or ""
        print(name, "authors", len([it for it in authors.split(";") if it]), sep="|")
