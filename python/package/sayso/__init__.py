"""Who said what, on whose say-so: reads news dispatches.

    >>> import sayso
    >>> reading = sayso.read("“The quay is open,” harbour master Ilka Dorn said on Monday.")
    >>> reading["attributions"][0]["speaker"]
    'Ilka Dorn'

The model is in the package and is loaded once a process, at the first reading. Nothing is fetched.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Union

from . import _sayso
from ._sayso import Batches
from .types import Reading

__all__ = ["Batches", "Reading", "read", "read_arrow", "read_many", "schema", "versions"]

Day = Union[str, datetime.date, None]


def read(text: str, *, issued: Day = None, publisher: str | None = None, name: str = "-") -> Reading:
    """Read one dispatch: the same as a line of ``sayso read --format json``, as a dict.

    ``issued`` is the day of issue, as a date or ``"YYYY-MM-DD"``, and ``publisher`` a name, where
    they are known; otherwise they are looked for in the text. ``name`` comes back as ``file``.
    Positions count characters of ``text`` as Python does: ``text[start:end]`` are the words.

    Raises ``ValueError`` where ``issued`` is no day. Other threads go on meanwhile.
    """
    return json.loads(_sayso.read(_text(text), name, _day(issued), publisher or None))


def read_many(
    texts: Iterable[str | Mapping[str, Any]], *, threads: int | None = None
) -> Iterator[Reading]:
    """Read many dispatches at once; the readings come in the order of the texts.

    ``texts`` gives strings, or mappings with the key ``text`` and, where they are known,
    ``issued``, ``publisher`` and ``name``, as :func:`read` takes them. ``threads`` is how many are
    read at once, one a core unless told. No more than a few texts for each thread are taken
    before their readings are asked for, so ``texts`` may be endless.

    What ``texts`` raises is raised after the readings of all texts before it.
    """
    tasks = (_task(number, item) for number, item in enumerate(texts))
    for line in _sayso.ReadMany(tasks, threads):
        yield json.loads(line)


def read_arrow(
    data: Any,
    *,
    text: str = "text",
    issued: str | None = None,
    publisher: str | None = None,
    keep: Iterable[str] = (),
    threads: int | None = None,
) -> Batches:
    """Read the texts of a table: Arrow in, Arrow out, a row for each attribution.

    ``data`` is whatever has the Arrow PyCapsule interface (tables, batches and readers of pyarrow,
    Polars, DuckDB, pandas), or an iterable of record batches. ``text``, ``issued`` and
    ``publisher`` name its columns; those in ``keep`` are handed on. ``item`` is the number of the
    row that an attribution is from, counted from 0 over all batches. ``docs/python.md`` has all
    columns.

    What comes back can be handed to ``pyarrow.table``, ``polars.DataFrame`` and the like, once.
    Batches are read as they are asked for, several rows at a time on ``threads`` threads.
    """
    return _sayso.read_arrow(data, text, issued, publisher, list(keep), threads)


def schema() -> dict[str, Any]:
    """The JSON Schema of a reading."""
    return json.loads(_sayso.schema())


def versions() -> dict[str, str | None]:
    """The versions of the program and of the weights."""
    version, weights = _sayso.versions()
    return {"version": version, "model": weights}


def _text(text: Any) -> str:
    if not isinstance(text, str):
        raise TypeError(f"a text must be a str, not {type(text).__name__}; decode bytes first")
    # Half of a surrogate pair is no character, and nothing can stand where it stood.
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def _task(number: int, item: Any) -> tuple[str, str, tuple[int, int, int] | None, str | None]:
    if isinstance(item, str):
        return _text(item), str(number), None, None
    if not isinstance(item, Mapping):
        kind = type(item).__name__
        raise TypeError(f"text {number} must be a str or a mapping with the key 'text', not {kind}")
    unknown = set(item) - {"text", "issued", "publisher", "name"}
    if "text" not in item or unknown:
        keys = "text, issued, publisher and name"
        raise ValueError(f"text {number} has the keys {sorted(item)}; there may be {keys}")
    name = item.get("name")
    return (
        _text(item["text"]),
        str(number) if name is None else str(name),
        _day(item.get("issued")),
        item.get("publisher") or None,
    )


def _day(issued: Any) -> tuple[int, int, int] | None:
    if issued is None:
        return None
    if isinstance(issued, str):
        try:
            issued = datetime.date.fromisoformat(issued)
        except ValueError:
            raise ValueError(f"{issued!r} is no day; write it like 2025-05-08") from None
    if not isinstance(issued, datetime.date):
        kind = type(issued).__name__
        raise TypeError(f"a day must be a date or a str like 2025-05-08, not {kind}")
    return issued.year, issued.month, issued.day
