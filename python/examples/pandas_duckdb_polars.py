"""Who is quoted how often in a table of articles: with pandas, DuckDB and Polars."""

import pathlib

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import sayso

samples = pathlib.Path(__file__).resolve().parents[2] / "samples"
paths = sorted(samples.glob("[01]?-*.txt"))
articles = pd.DataFrame({"id": [path.stem for path in paths], "text": [path.read_text(encoding="utf-8") for path in paths]})

# pandas: a frame goes in as it is; what comes out goes through pyarrow.
attributions = pa.table(sayso.read_arrow(articles, keep=["id"])).to_pandas()
attributions["speaker"] = attributions["speakers"].map(lambda speakers: speakers[0]["name"] if len(speakers) else None)
print("pandas")
print(attributions.groupby("speaker").size().sort_values(ascending=False, kind="stable").head(3))

# DuckDB: a relation goes in, and the stream that comes out is a table of a query.
relation = duckdb.sql("select id, text from articles where text like '%Dorn%'")
quoted = pa.table(sayso.read_arrow(relation, keep=["id"]))
print("\nDuckDB")
print(
    duckdb.sql("""
        select speakers[1].name as speaker, count(*) as statements, count(distinct id) as articles
        from quoted where len(speakers) > 0
        group by speaker order by statements desc, speaker limit 3
    """)
)

# Polars: frames in, frames out.
frame = pl.DataFrame(sayso.read_arrow(pl.from_pandas(articles), keep=["id"]))
print("\nPolars")
print(
    frame.filter(pl.col("kind") == "direct")
    .select("id", speaker=pl.col("speakers").list.first().struct.field("name"), words=pl.col("content").list.first().struct.field("text"))
    .filter(pl.col("speaker") == "Ilka Dorn")
    .head(3)
)
