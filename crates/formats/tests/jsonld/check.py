"""Reads JSON-LD documents with two processors and prints what they understood, a line a statement.

PyLD expands and rdflib parses by itself; both must give the same graph. pyshacl holds it against
the shapes beside this file. Nothing may be fetched.
"""

import json
import sys
from pathlib import Path

from pyld import jsonld
from pyshacl import validate
from rdflib import RDF, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.compare import isomorphic

SCHEMA = Namespace("https://schema.org/")
OA = Namespace("http://www.w3.org/ns/oa#")
SAYSO = Namespace("urn:x-sayso:")
NAMESPACES = (
    str(SCHEMA),
    "http://www.w3.org/ns/prov#",
    str(OA),
    "http://www.w3.org/ns/activitystreams#",
    str(SAYSO),
    str(RDF),
)


def refuse(url, options):
    raise RuntimeError(f"{url} would be fetched")


def read(text):
    document = json.loads(text)
    quads = jsonld.to_rdf(document, {"format": "application/n-quads", "documentLoader": refuse})
    expanded = Graph().parse(data=quads, format="nquads")
    parsed = Graph().parse(data=text, format="json-ld")
    for graph in (expanded, parsed):
        for subject, predicate, value in graph:
            assert str(predicate).startswith(NAMESPACES), predicate
            assert not isinstance(value, URIRef) or ":" in value, value
    assert named(expanded) == named(parsed), "the processors differ"
    assert sorted(lines(expanded)) == sorted(lines(parsed)), "the processors differ"
    # Nodes without a name are compared where that doesn't take minutes.
    if len(parsed) < 400:
        assert isomorphic(plain(expanded), plain(parsed)), "the processors differ"
    return parsed


def named(graph):
    """The graph with one word for all nodes without a name, each triple as often as it is there."""
    def word(node):
        return "_" if isinstance(node, BNode) else node.n3()
    return sorted([word(it) for it in triple] for triple in plain(graph))


def plain(graph):
    """The graph with numbers as Python has them: processors write them in other digits."""
    result = Graph()
    for subject, predicate, value in graph:
        if isinstance(value, Literal) and isinstance(value.value, (int, float)):
            value = Literal(f"{float(value.value):.6f}")
        result.add((subject, predicate, value))
    return result


def lines(graph):
    for kind in ("Quotation", "Claim"):
        for statement in graph.subjects(RDF.type, SCHEMA[kind]):
            hands = graph.value(statement, SAYSO.chain)
            hands = Collection(graph, hands) if hands else ()
            names = [str(graph.value(graph.value(hand, SAYSO.agent), SCHEMA.name)) for hand in hands]
            places = []
            for annotation in graph.subjects(OA.hasBody, statement):
                if str(graph.value(annotation, SAYSO.part)) != "content":
                    continue
                for target in graph.objects(annotation, OA.hasTarget):
                    for selector in graph.objects(target, OA.hasSelector):
                        if (selector, RDF.type, OA.TextPositionSelector) in graph:
                            start, end = graph.value(selector, OA.start), graph.value(selector, OA.end)
                            places.append((int(start), int(end)))
            yield "|".join(
                [
                    kind,
                    str(graph.value(statement, SAYSO.kind)),
                    str(graph.value(statement, SAYSO.polarity)),
                    " < ".join(names),
                    " ".join(f"{start}-{end}" for start, end in sorted(places)),
                ]
            )


shapes = Graph().parse(Path(__file__).with_name("shapes.ttl"))
broken = Graph().parse(data="<urn:a:1> a <https://schema.org/Quotation> .", format="turtle")
assert not validate(broken, shacl_graph=shapes)[0], "the shapes hold for anything"
for path in sorted(Path(sys.argv[1]).glob("*.jsonld")):
    graph = read(path.read_text(encoding="utf-8"))
    holds, _, report = validate(graph, shacl_graph=shapes)
    assert holds, f"{path.name}: {report}"
    for line in sorted(lines(graph)):
        print(f"{path.name}|{line}")
