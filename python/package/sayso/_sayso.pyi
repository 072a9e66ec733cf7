"""The compiled part; the package `sayso` says what it does."""

from collections.abc import Iterable, Iterator

Day = tuple[int, int, int]

def read(text: str, name: str, issued: Day | None, publisher: str | None) -> str: ...
def schema() -> str: ...
def versions() -> tuple[str, str | None]: ...
def read_arrow(
    data: object,
    text: str,
    issued: str | None,
    publisher: str | None,
    keep: list[str],
    threads: int | None,
) -> Batches: ...

class Batches:
    """A stream of record batches, to be handed to whatever reads Arrow; once."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...
    def __arrow_c_schema__(self) -> object: ...

class ReadMany(Iterator[str]):
    """An iterator over readings as JSON."""

    def __new__(
        cls, texts: Iterable[tuple[str, str, Day | None, str | None]], threads: int | None
    ) -> ReadMany: ...
    def __iter__(self) -> ReadMany: ...
    def __next__(self) -> str: ...
