import pathlib

import pytest

SAMPLES = pathlib.Path(__file__).resolve().parents[2] / "samples"


@pytest.fixture(scope="session")
def samples():
    """The ten samples of the repository, by name."""
    paths = sorted(SAMPLES.glob("[01]?-*.txt"))
    assert len(paths) == 10
    return {path.name: path.read_text(encoding="utf-8") for path in paths}
