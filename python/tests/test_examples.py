"""The worked examples run and print what they promise."""

import importlib.util
import pathlib
import shutil
import subprocess
import sys

import pytest

EXAMPLES = pathlib.Path(__file__).resolve().parents[1] / "examples"


def run(name):
    command = [sys.executable, EXAMPLES / name]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=500)
    assert done.returncode == 0, done.stderr[-4000:]
    return done.stdout


def missing(*names):
    return [name for name in names if importlib.util.find_spec(name) is None]


def test_pandas_duckdb_polars():
    if lacking := missing("pandas", "duckdb", "polars", "pyarrow"):
        pytest.skip(f"not installed: {', '.join(lacking)}")
    shown = run("pandas_duckdb_polars.py")
    assert shown.count("Ilka Dorn") >= 3, shown


def test_pyspark():
    if shutil.which("java") is None:
        pytest.skip("no Java here, which Spark needs")
    if lacking := missing("pyspark", "pyarrow"):
        pytest.skip(f"not installed: {', '.join(lacking)}")
    shown = run("pyspark_read.py")
    assert "Ilka Dorn" in shown and "partitions: 2" in shown, shown
