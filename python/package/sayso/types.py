"""What a reading holds. The keys are told one by one in `docs/formats.md`.

Positions (`start`, `end`) count characters from 0, the end exclusive, as Python does. A test holds
these types against the JSON Schema of the program.
"""

from __future__ import annotations

from typing import Literal, TypedDict, Union

SpeakerNames = Union[str, "list[str]"]


class Piece(TypedDict):
    """Some words of the text."""

    end: int
    """One past the last character."""
    start: int
    """First character."""
    text: str
    """The characters themselves."""


class _MadeAlways(TypedDict):
    version: str
    """Version of the program."""


class Made(_MadeAlways, total=False):
    """The versions behind a reading."""

    model: str | None
    """Version of the weights; null where no model read."""


class _DispatchAlways(TypedDict):
    issued_evidence: list[str]
    """What shows the day of issue, in words."""
    issued_inferred: bool
    """Whether the year of issue was inferred from weekdays, anniversaries and the like."""


class Dispatch(_DispatchAlways, total=False):
    """What is known of the dispatch as a whole."""

    byline: list[str]
    """Names of the authors."""
    contributors: list[str]
    """Who gave a hand without being one of the chain's ("With files from AP")."""
    desk: str | None
    """Desk or service."""
    issued: str | None
    """The day of issue, `YYYY-MM-DD`; null where it cannot be known."""
    issued_spans: list[Piece]
    """The words that show the day of issue."""
    place: str | None
    """Place of the dateline."""
    publisher: str | None
    """Who publishes it: the first hand of every chain."""
    publisher_evidence: list[Piece]
    """The words that show the publisher."""
    short_name: str | None
    """Acronym or short name of the publisher."""


class Finder(TypedDict):
    """What found an attribution."""

    by: Literal["model", "rule"]
    """`model` or `rule`."""
    name: str
    """Version of the weights, or name of the rule."""


class Said(TypedDict):
    """When something was said."""

    time: int
    """Index in `times`."""
    value: str
    """TIMEX3 value."""


class _SpeakerAlways(TypedDict):
    confidence: float
    """Probability that it is this one."""
    evidence: Piece
    """The mention that decided it."""
    name: str
    """Canonical name."""


class Speaker(_SpeakerAlways, total=False):
    """One who speaks."""

    entity: int | None
    """Index in `entities`."""


class _AnonymousSourceAlways(TypedDict):
    group: Literal["insiders", "officials", "experts", "media", "documents", "witnesses", "partisans", "others"]
    """What kind of source."""


class AnonymousSource(_AnonymousSourceAlways, total=False):
    """A source without a name."""

    basis: Piece | None
    """What its knowledge rests on ("familiar with the talks")."""
    count: int | None
    """How many, where the text tells."""
    description: Piece | None
    """The source as the text describes it."""
    reason: Piece | None
    """Why it is not named."""


class _AttributionAlways(TypedDict):
    anonymous: bool
    """Whether neither a name nor an institution stands behind it."""
    chain: list[str]
    """The hands it came through, publisher first, the one who speaks last."""
    chain_evidence: list[Piece | None]
    """The words that show each hand, in the same order; null where it was given from outside."""
    confidence: float
    """Calibrated probability that content and source are right."""
    content: list[Piece]
    """What is said, in several pieces where it is interrupted."""
    cue: list[Piece]
    """The words that report; may be empty."""
    found: Finder
    """What found it."""
    kind: Literal["direct", "indirect", "mixed"]
    """`direct`, `indirect` or `mixed`."""
    polarity: Literal["asserted", "denied", "negated", "hypothetical"]
    """`asserted`, `denied`, `negated` or `hypothetical`."""
    source: list[Piece]
    """The noun phrase of the one who says it; empty where the text has none."""


class Attribution(_AttributionAlways, total=False):
    """One act of saying, believing, hoping or showing."""

    addressee: Piece | None
    """To whom it was said."""
    anonymous_detail: AnonymousSource | None
    """What is known of a source without a name."""
    candidate: Speaker | None
    """Where nobody is named for a quotation: who it may have been, a guess with a low confidence."""
    medium: Piece | None
    """By what means it was said."""
    nested_in: int | None
    """Index of the attribution whose content holds this one."""
    rivals: list[Speaker]
    """Whom a pronoun might have meant as well, the likelier first."""
    said: Said | None
    """When it was said, where the text tells."""
    speaker: SpeakerNames | None
    """Whose words or belief it is: a name, several for joint speakers, null for the anonymous and the unknown."""
    speakers: list[Speaker]
    """The speakers one by one, with what decided it."""
    spoken_by: str | None
    """Who lent the voice, where the words are another's."""
    translation: Piece | None
    """What tells that the words are translated ("in Persian")."""


class _TimeAlways(TypedDict):
    end: int
    """One past the last character."""
    start: int
    """First character."""
    text: str
    """The characters themselves."""
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    """TIMEX3 type."""
    value: str
    """TIMEX3 value; a range is `first/last`."""


class Time(_TimeAlways, total=False):
    """A time expression."""

    others: list[str]
    """Other readings, the likelier first."""
    reason: str
    """Why this value, in words."""


class _EntityAlways(TypedDict):
    kind: Literal["person", "organisation", "news agency", "place", "government"]
    """What it is."""
    mentions: list[Piece]
    """Where it is mentioned."""
    name: str
    """Fullest name."""


class Entity(_EntityAlways, total=False):
    """A person, body or place that the dispatch names."""

    affiliation: str | None
    """Body or country that the role belongs to."""
    aliases: list[str]
    """Other names."""
    role: str | None
    """Office or profession."""


class _DiaryEntryAlways(TypedDict):
    evidence: Piece
    """The words that announce it."""
    status: Literal["announced", "confirmed", "cancelled", "moved"]
    """How firm it is."""
    what: str
    """What happens, in the words of the dispatch."""
    year_inferred: bool
    """Whether the year was inferred."""


class DiaryEntry(_DiaryEntryAlways, total=False):
    """Something announced."""

    according_to: str | None
    """Who announces it; null where nobody is named."""
    attribution: int | None
    """Index of the attribution that announces it."""
    chain: list[str]
    """The hands the announcement came through, publisher first."""
    end: str | None
    """Last day, in the same form."""
    participants: list[str]
    """Who takes part."""
    start: str | None
    """First day: `YYYY-MM-DD`, `YYYY-MM` or `YYYY`, as precise as the text; null where none is told."""
    times: list[int]
    """The time expressions behind the days, as indices in `times`."""
    where: str | None
    """Where."""


class Reading(TypedDict):
    """What Sayso found in one dispatch. Positions count Unicode characters, the end exclusive."""

    attributions: list[Attribution]
    """Who said what, in the order of the text."""
    diary: list[DiaryEntry]
    """What is announced."""
    dispatch: Dispatch
    """What is known of the dispatch as a whole."""
    entities: list[Entity]
    """People, bodies and places."""
    file: str
    """Name of the file read; `-` for standard input."""
    sayso: Made
    """What made this reading."""
    times: list[Time]
    """Time expressions."""
    unattributed: list[Piece]
    """Sentences that no attribution touches."""
