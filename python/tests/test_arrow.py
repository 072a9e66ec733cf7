import datetime

import pytest
import sayso

pa = pytest.importorskip("pyarrow")

TEXTS = [
    "“The quay 🚢 is open,” harbour master Ilka Dorn said on Monday. Meridor denied a leak.",
    None,
    "Rain fell.",
    "A guard, who asked not to be named, told reporters that the silo was empty.",
]
DAYS = [datetime.date(2026, 4, 14), None, None, datetime.date(2026, 5, 1)]
TABLE = pa.table({"id": [10, 11, 12, 13], "text": TEXTS, "day": DAYS, "outlet": ["KNA", None, "", "OTA"]})


def rows(data, **options):
    return pa.table(sayso.read_arrow(data, **options)).to_pylist()


def plain(pieces):
    return [{key: piece[key] for key in ("start", "end", "text")} for piece in pieces]


def test_a_row_for_each_attribution():
    found = rows(TABLE, issued="day", publisher="outlet", keep=["id"])
    expected = []
    for item, text in enumerate(TEXTS):
        if text is None:
            continue
        outlet = TABLE["outlet"][item].as_py() or None
        reading = sayso.read(text, issued=DAYS[item], publisher=outlet)
        for number, one in enumerate(reading["attributions"]):
            expected.append((item, number, reading, one))
    assert len(found) == len(expected) >= 3
    for row, (item, number, reading, one) in zip(found, expected):
        assert (row["id"], row["item"], row["attribution"]) == (10 + item, item, number)
        assert row["publisher"] == reading["dispatch"]["publisher"]
        assert row["issued"] == reading["dispatch"]["issued"]
        for key in ("kind", "polarity", "confidence", "source", "cue", "content", "chain", "anonymous", "nested_in"):
            assert row[key] == one[key], key
        assert [speaker["name"] for speaker in row["speakers"]] == [it["name"] for it in one.get("speakers", [])]
        for speaker in row["speakers"]:
            assert TEXTS[item][speaker["start"] : speaker["end"]] == speaker["text"]
        assert row["anonymous_group"] == one.get("anonymous_detail", {}).get("group")
        assert row["addressee"] == one.get("addressee", {}).get("text")
        assert row["found_by"] == f"{one['found']['by']} {one['found']['name']}"
        for part in ("source", "cue", "content"):
            for piece in plain(row[part]):
                assert TEXTS[item][piece["start"] : piece["end"]] == piece["text"]


def test_whatever_has_record_batches_is_taken():
    expected = rows(TABLE)
    assert len(expected) >= 3
    batches = TABLE.to_batches(max_chunksize=1)
    batch = TABLE.combine_chunks().to_batches()[0]
    reader = pa.RecordBatchReader.from_batches(TABLE.schema, batches)
    for data in (batch, reader, batches, iter(batches), (one for one in batches), [batch]):
        assert rows(data) == expected
    assert rows(TABLE.slice(0, 0)) == []
    assert rows([pa.RecordBatch.from_pylist([], schema=TABLE.schema)]) == []


def test_all_kinds_of_words_and_days():
    expected = rows(TABLE, issued="day")
    for kind in (pa.large_string(), pa.string_view(), pa.dictionary(pa.int32(), pa.string())):
        table = TABLE.set_column(1, "text", TABLE["text"].cast(kind))
        assert rows(table, issued="day") == expected, kind
    for kind in (pa.string(), pa.timestamp("us"), pa.date64()):
        table = TABLE.set_column(2, "day", TABLE["day"].cast(kind))
        assert rows(table, issued="day") == expected, kind


def test_large_batches_keep_their_numbers():
    table = pa.table({"text": [f"“Rain,” said Ann {number}." for number in range(700)]})
    stream = pa.RecordBatchReader.from_stream(sayso.read_arrow(table, threads=2))
    batches = list(stream)
    assert len(batches) > 1, "handed on as they are read"
    items = [item for batch in batches for item in batch["item"].to_pylist()]
    assert items == list(range(700))


def test_batches_are_read_as_they_are_asked_for():
    taken = []

    def batches():
        for number in range(50):
            taken.append(number)
            yield pa.record_batch({"text": [f"“Rain,” said Ann {number}."]})

    stream = pa.RecordBatchReader.from_stream(sayso.read_arrow(batches()))
    assert taken == [0], "the first batch tells the columns"
    stream.read_next_batch()
    stream.read_next_batch()
    assert taken == [0, 1]


def test_what_is_wrong_is_said():
    with pytest.raises(ValueError, match='no column "body"; there are: id, text, day, outlet'):
        sayso.read_arrow(TABLE, text="body")
    with pytest.raises(ValueError, match='rename the column "kind"'):
        sayso.read_arrow(TABLE.append_column("kind", [[1, 2, 3, 4]]), keep=["kind"])
    with pytest.raises(TypeError, match="data must be a table"):
        sayso.read_arrow(7)
    with pytest.raises(ValueError, match="there is no batch"):
        sayso.read_arrow([])
    with pytest.raises(Exception, match="day"):
        rows(TABLE.set_column(2, "day", [["May", None, None, None]]), issued="day")
    with pytest.raises(ValueError, match="taken already"):
        batches = sayso.read_arrow(TABLE)
        pa.table(batches)
        pa.table(batches)

    def batches():
        yield TABLE.to_batches()[0]
        yield pa.record_batch({"text": ["Rain."]})

    with pytest.raises(Exception, match="other columns"):
        rows(batches())


def test_polars_duckdb_and_pandas_take_and_give():
    expected = rows(TABLE)
    pl = pytest.importorskip("polars")
    frame = pl.DataFrame(sayso.read_arrow(pl.from_arrow(TABLE)))
    assert frame["item"].to_list() == [row["item"] for row in expected]
    assert frame["content"].to_list() == [row["content"] for row in expected]
    pd = pytest.importorskip("pandas")
    attributions = pa.table(sayso.read_arrow(pd.DataFrame({"text": TEXTS}))).to_pandas()
    assert attributions["item"].tolist() == [row["item"] for row in expected]
    duckdb = pytest.importorskip("duckdb")
    articles = duckdb.sql("select unnest(['“Rain,” said Ann.', 'Snow.']) as text")
    found = pa.table(sayso.read_arrow(articles))
    assert duckdb.sql("select item, content[1].text from found").fetchall() == [(0, "Rain")]
