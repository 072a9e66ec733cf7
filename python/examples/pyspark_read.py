"""Read a Spark data frame of articles with `mapInArrow`: each worker reads what it has."""

import os
import pathlib
import sys

from pyspark.sql import SparkSession
from pyspark.sql.functions import col, count, explode


def attributions(batches):
    """Record batches in, record batches out. The model is loaded once a Python worker."""
    import pyarrow as pa
    import sayso

    # One thread: Spark runs a worker for each core already.
    for batch in batches:
        read = sayso.read_arrow(batch, keep=["id"], threads=1)
        for found in pa.RecordBatchReader.from_stream(read):
            yield found.select(["id", "item", "kind", "polarity", "confidence", "chain", "speakers", "content"])


# What comes out of `attributions`, in Spark's words.
SCHEMA = """
    id string, item long, kind string, polarity string, confidence double, chain array<string>,
    speakers array<struct<name: string, confidence: double, start: long, end: long, text: string>>,
    content array<struct<start: long, end: long, text: string>>
"""


def main():
    # The workers need sayso and pyarrow too, so they take the Python that runs this.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    samples = pathlib.Path(__file__).resolve().parents[2] / "samples"
    spark = (
        SparkSession.builder.master("local[2]")
        .appName("sayso")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "2")
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("ERROR")
    rows = [(path.stem, path.read_text(encoding="utf-8")) for path in sorted(samples.glob("[01]?-*.txt"))]
    articles = spark.createDataFrame(rows, "id string, text string").repartition(2)
    print("partitions:", articles.rdd.getNumPartitions())
    found = articles.mapInArrow(attributions, SCHEMA).cache()
    print("attributions:", found.count())
    speakers = found.select(explode("speakers.name").alias("speaker"))
    ranked = speakers.groupBy("speaker").agg(count("*").alias("statements"))
    for row in ranked.orderBy(col("statements").desc(), "speaker").limit(5).collect():
        print(row.statements, row.speaker)
    spark.stop()


if __name__ == "__main__":
    main()
