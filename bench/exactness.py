"""The law of the index on many documents: any Lunr query is answered as one lunr.js index answers it.

    .venv/bin/python bench/exactness.py [--documents N] [--queries N]

The code, the documents and the kinds of query are those of tests/archive_search/test_exactness.py, which asks fewer.
"""

from __future__ import annotations

import argparse
import runpy
import sys
import tempfile
from pathlib import Path
from types import SimpleNamespace

TEST = Path(__file__).resolve().parents[1] / "tests" / "archive_search" / "test_exactness.py"


def main() -> int:
    """Ask; 0 where every answer is equal."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--queries", type=int, default=1, help="of each kind")
    chosen = parser.parse_args()
    sys.path.insert(0, str(TEST.parent))  # where the test's own modules are
    law = SimpleNamespace(**runpy.run_path(str(TEST)))
    with tempfile.TemporaryDirectory() as folder:
        archive = law.archive_of(law.real(chosen.documents), Path(folder))
        queries = law.Queries(archive)
        asked = [(kind, getattr(queries, kind)()) for kind in law.KINDS for _ in range(chosen.queries)]
        answers = list(law.differences(archive, [query for _, query in asked]))
    wrong = [(*one, answer["difference"]) for one, answer in zip(asked, answers, strict=True) if answer["difference"]]
    for one in wrong:
        print(*one)
    found = sum(answer["documents"] > 0 for answer in answers)
    print(
        f"{chosen.documents} documents, {len(law.KINDS)} kinds, {len(asked)} queries, {found} of them find documents: "
        f"{len(wrong)} answers differ"
    )
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
