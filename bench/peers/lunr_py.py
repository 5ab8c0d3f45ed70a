"""lunr.py with its language `ar`.

    python lunr_py.py index DOCUMENTS INDEX
    python lunr_py.py query INDEX QUERIES > ANSWERS

lunr.py takes its Arabic stop words, and from them the letters of words, from data that NLTK downloads. Where NLTK
finds that data here, it is used; else those of the package `stopwordsiso` stand in (`STOP_WORDS_FROM` says which).
Nothing is downloaded. A query's words are given as terms without their punctuation, as in `lunr_ar.mjs`.
"""

from __future__ import annotations

import json
import sys
import unicodedata
from pathlib import Path
from typing import Any

import nltk
import stopwordsiso
from lines import answer_all, documents
from lunr import lunr
from lunr.index import Index
from lunr.tokenizer import Tokenizer


def _nltk_stop_words() -> list[str] | None:
    try:
        return list(nltk.corpus.stopwords.words("arabic"))
    except LookupError:
        return None


NLTK_STOP_WORDS = _nltk_stop_words()
STOP_WORDS_FROM = "NLTK" if NLTK_STOP_WORDS else "stopwordsiso, for want of NLTK's"


class _StopWords:
    """What lunr.py asks of NLTK's corpus."""

    def words(self, _language: str) -> list[str]:
        return NLTK_STOP_WORDS or sorted(word for word in stopwordsiso.stopwords("ar") if word.isalpha())


def build(source: Path) -> dict[str, Any]:
    """The serialized index of a file of documents."""
    nltk.download = lambda *_arguments, **_options: True  # lunr.py would download at every build
    nltk.corpus.stopwords = _StopWords()
    index = lunr("id", ("title", "body"), list(documents(source)), languages="ar")
    serialized: dict[str, Any] = index.serialize()
    return serialized


def without_punctuation(text: str) -> str:
    """Only letters, marks and numbers, and white space for all else."""
    return "".join(char if unicodedata.category(char)[0] in "LMN" else " " for char in text)


def main() -> None:
    """Index or query."""
    task, source, target = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    if task == "index":
        target.write_text(json.dumps(build(source), ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
        return
    index = Index.load(source.read_text(encoding="utf-8"))

    def search(text: str) -> list[str]:
        query = index.create_query()
        for token in Tokenizer(without_punctuation(text)):
            query.term(str(token))
        return [result["ref"] for result in index.query(query)]

    answer_all(target, search)


if __name__ == "__main__":
    main()
