import datetime
import pathlib
import subprocess
import threading
import typing

import pytest
import sayso
from sayso import types

PROGRAM = pathlib.Path(__file__).resolve().parents[2] / "target/debug/sayso"
FLASH = "“The quay 🚢 is open,” harbour master Ilka Dorn said on Monday. Meridor denied a leak."


def pieces(value):
    """Every piece of a reading, however deep."""
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys():
            yield value
        value = value.values()
    if not isinstance(value, (str, int, float, type(None))):
        for inner in value:
            yield from pieces(inner)


def test_positions_count_as_python_does(samples):
    for text in [FLASH, *samples.values()]:
        found = list(pieces(sayso.read(text)))
        assert found
        for piece in found:
            assert text[piece["start"] : piece["end"]] == piece["text"]


def test_who_said_what():
    reading = sayso.read(FLASH, issued="2026-04-14", publisher="Kestrel News Agency", name="flash")
    first, second = reading["attributions"]
    assert (first["speaker"], first["kind"], first["polarity"]) == ("Ilka Dorn", "direct", "asserted")
    assert second["polarity"] == "denied"
    assert first["chain"] == ["Kestrel News Agency", "Ilka Dorn"]
    assert reading["file"] == "flash"
    assert reading["dispatch"]["issued"] == "2026-04-14"
    assert reading["times"][0]["value"] == "2026-04-13"
    assert reading == sayso.read(
        FLASH, issued=datetime.date(2026, 4, 14), publisher="Kestrel News Agency", name="flash"
    )


def test_the_program_says_the_same(samples):
    if not PROGRAM.exists():
        pytest.skip("no target/debug/sayso; run cargo build -p sayso")
    folder = pathlib.Path(__file__).resolve().parents[2] / "samples"
    for name, text in samples.items():
        command = [PROGRAM, "read", "--format", "json", folder / name]
        done = subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8")
        assert sayso.json.loads(done.stdout) == sayso.read(text, name=str(folder / name))


def test_what_is_wrong_is_said():
    for day in ["2026-02-30", "Monday", ""]:
        with pytest.raises(ValueError, match="is no day"):
            sayso.read(FLASH, issued=day)
    with pytest.raises(TypeError, match="must be a date"):
        sayso.read(FLASH, issued=20260414)
    with pytest.raises(TypeError, match="decode bytes first"):
        sayso.read(FLASH.encode())


def test_untidy_texts_are_read():
    for text in ["", " \n", "a\0b", "\ud800 said Ann", "\ufeff“Rain,” said Ann.", "x" * 100_000]:
        reading = sayso.read(text)
        for piece in pieces(reading):
            words = text[piece["start"] : piece["end"]].replace("\ud800", "?")
            assert words == piece["text"]


def test_other_threads_go_on_meanwhile(samples):
    text = "\n\n".join(samples.values()) * 3
    turns, done = [0], threading.Event()

    def count():
        while not done.is_set():
            turns[0] += 1
            done.wait(0.001)

    thread = threading.Thread(target=count)
    thread.start()
    before = turns[0]
    sayso.read(text)
    during = turns[0] - before
    done.set()
    thread.join()
    assert during > 10, "the lock was held"


def test_types_are_those_of_the_schema():
    schema = sayso.schema()
    for name, one in [("Reading", schema), *schema["$defs"].items()]:
        if "properties" not in one:
            continue
        typed = getattr(types, name)
        assert set(typed.__annotations__) == set(one["properties"]), name
        always = getattr(types, f"_{name}Always", typed)
        assert set(always.__annotations__) == set(one["required"]), name
    assert typing.get_type_hints(sayso.read)["return"] is types.Reading


def test_versions():
    versions = sayso.versions()
    assert set(versions) == {"version", "model"} and all(versions.values())
    assert sayso.read("Rain.")["sayso"] == versions
