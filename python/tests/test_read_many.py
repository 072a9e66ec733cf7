import datetime
import itertools

import pytest
import sayso


def test_in_the_order_of_the_texts(samples):
    texts = list(samples.values())
    expected = [sayso.read(text, name=str(number)) for number, text in enumerate(texts)]
    for threads in [None, 1, 3]:
        assert list(sayso.read_many(texts, threads=threads)) == expected
    assert list(sayso.read_many(iter([]))) == []


def test_mappings_tell_what_is_known():
    text = "“Rain,” Ilka Dorn said on Monday."
    items = [
        text,
        {"text": text, "issued": "2026-04-14", "publisher": "Kestrel", "name": "a"},
        {"text": text, "issued": datetime.date(2026, 4, 7), "publisher": None},
    ]
    plain, first, second = sayso.read_many(items)
    assert plain == sayso.read(text, name="0")
    assert first == sayso.read(text, issued="2026-04-14", publisher="Kestrel", name="a")
    assert second["times"][0]["value"] == "2026-04-06"


def test_an_endless_iterable_is_read_as_far_as_asked():
    taken = []

    def texts():
        for number in itertools.count():
            taken.append(number)
            yield f"“Rain,” said Ann {number}."

    readings = list(itertools.islice(sayso.read_many(texts(), threads=2), 20))
    assert [reading["file"] for reading in readings] == [str(number) for number in range(20)]
    assert len(taken) <= 20 + 2 * 4, "more were taken than are on their way"


def test_an_error_comes_after_what_was_before_it():
    def texts():
        yield "“Rain,” said Ann."
        yield "“Snow,” said Bob."
        raise OSError("the disk is gone")

    readings = sayso.read_many(texts())
    assert [next(readings)["file"], next(readings)["file"]] == ["0", "1"]
    with pytest.raises(OSError, match="the disk is gone"):
        next(readings)
    with pytest.raises(StopIteration):
        next(readings)


def test_what_is_wrong_is_said():
    cases = [
        ([b"Rain."], TypeError, "text 0 must be a str or a mapping"),
        (["Rain.", {"txt": "Rain."}], ValueError, "text 1 has the keys"),
        ([{"text": "Rain.", "issued": "May"}], ValueError, "is no day"),
    ]
    for texts, error, words in cases:
        with pytest.raises(error, match=words):
            list(sayso.read_many(texts))
    for threads in [0, 5000]:
        with pytest.raises(ValueError, match="threads must be"):
            list(sayso.read_many(["Rain."], threads=threads))
    with pytest.raises(TypeError):
        list(sayso.read_many(7))
