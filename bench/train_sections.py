"""Train the model that tells an article's section by its words.

    python bench/train_sections.py CORPUS [--out plugins/news_ingest/data/section_model.json]

CORPUS has a folder a section (named as in data/sections.json) with raw files whose names begin with two
letters for their country. Needs scikit-learn. The same corpus and versions give the same bytes.

The model is judged, calibrated and given its threshold on countries that it has not seen: each in turn
is left out of the training. The threshold is the lowest probability from which the articles of every
country, left out, get the right section in nine of ten cases. A stem is only kept where articles of
two countries have it, and nothing but its weight: no text can be read from the model.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from news_ingest.clean import clean_lines
from news_ingest.fields.topic import UNIT, Model, Stems, stems_of, words_of_beginning
from news_ingest.pipeline import make_article
from news_ingest.records import Article, RawArticle, Rejected
from news_ingest.sources.walk import walk

OUT = Path(__file__).parents[1] / "plugins/news_ingest/data/section_model.json"
MIN_COUNTRIES = 2
INVERSE_REGULARIZATION = 10.0
PRECISION = 0.9


@dataclass(frozen=True, slots=True)
class Example:
    """An article to learn from: its words and their stems."""

    words: Sequence[bytes]
    stems: Stems
    section: str
    country: str


@dataclass(frozen=True, slots=True)
class Trial:
    """What a model said of an article from a country that it had not seen."""

    log_odds: float
    right: bool
    country: str


def read_corpus(root: Path) -> tuple[list[Example], str]:
    """The corpus's articles, and the SHA-256 of its files' names and bytes."""
    digest = hashlib.sha256()
    examples = []
    for item in walk(root, ""):
        raw = item.read()
        digest.update(f"{item.origin.source}\0{raw.sha256}\n".encode())
        example = None if isinstance(raw, Rejected) else _example(raw)
        examples += [example] if example else []
    return examples, digest.hexdigest()


def _example(raw: RawArticle) -> Example | None:
    article = make_article(raw) if raw.origin.section else None
    if not isinstance(article, Article):
        return None
    country = Path(raw.origin.source).name[:2]
    body, _ = clean_lines("\n".join(article.paragraphs))
    words = words_of_beginning(article.title, body)
    return Example(words, stems_of(words), raw.origin.section, country)


def train(examples: Sequence[Example]) -> Model:
    """The model that `examples` give, without its calibration."""
    idf = _idf(examples)
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([_vector(example, idf) for example in examples])
    fitted = LogisticRegression(C=INVERSE_REGULARIZATION, max_iter=1000).fit(matrix, [one.section for one in examples])
    weights = {
        stem: (round(UNIT * idf[stem] ** 2), *(round(UNIT * idf[stem] * weight) for weight in column))
        for stem, column in zip(vectorizer.feature_names_, fitted.coef_.T.tolist(), strict=True)
    }
    return Model(tuple(fitted.classes_.tolist()), weights, tuple(round(one, 3) for one in fitted.intercept_.tolist()))


def _vector(example: Example, idf: Mapping[str, float]) -> dict[str, float]:
    known = sorted(example.stems & idf.keys())
    length = math.sqrt(sum(idf[stem] ** 2 for stem in known))
    return {stem: idf[stem] / length for stem in known}


def _idf(examples: Sequence[Example]) -> dict[str, float]:
    counts = Counter(stem for example in examples for stem in example.stems)
    countries: dict[str, set[str]] = defaultdict(set)
    for example in examples:
        for stem in example.stems:
            countries[stem].add(example.country)
    kept = [stem for stem in counts if len(countries[stem]) >= MIN_COUNTRIES]
    return {stem: math.log((1 + len(examples)) / (1 + counts[stem])) + 1 for stem in kept}


def try_unseen(examples: Sequence[Example]) -> list[Trial]:
    """Each article as a model sees it that learned without its country; those with too few known stems are left out."""
    trials = []
    for country in sorted({example.country for example in examples}):
        model = train([example for example in examples if example.country != country])
        for example in examples:
            found = model.best(example.words) if example.country == country else None
            trials += [Trial(found[1], found[0] == example.section, country)] if found else []
    return trials


def calibrated(model: Model, trials: Sequence[Trial]) -> Model:
    """The model with its probabilities (Platt's scaling) and its threshold."""
    odds = [[trial.log_odds] for trial in trials]
    fitted = LogisticRegression(C=1e6).fit(odds, [trial.right for trial in trials])
    model = replace(model, slope=round(float(fitted.coef_[0, 0]), 3), intercept=round(float(fitted.intercept_[0]), 3))
    steps = [step / 100 for step in range(50, 100)]
    return replace(model, threshold=next(step for step in steps if _is_precise(model, trials, step)))


def _is_precise(model: Model, trials: Sequence[Trial], threshold: float) -> bool:
    told = _told(model, trials, threshold)
    countries = {trial.country for trial in told}
    return all(_precision([trial for trial in told if trial.country == name]) >= PRECISION for name in countries)


def _told(model: Model, trials: Sequence[Trial], threshold: float) -> list[Trial]:
    return [trial for trial in trials if model.probability(trial.log_odds) >= threshold]


def _precision(trials: Sequence[Trial]) -> float:
    return sum(trial.right for trial in trials) / len(trials)


def figures(model: Model, trials: Sequence[Trial], articles: int, digest: str) -> dict[str, Any]:
    """What the model's file says of it."""
    told = _told(model, trials, model.threshold)
    return {
        "format": 1,
        "corpus_sha256": digest,
        "articles": articles,
        "accuracy": round(sum(trial.right for trial in trials) / articles, 3),
        "threshold": model.threshold,
        "precision": round(_precision(told), 3),
        "coverage": round(len(told) / articles, 3),
        "classes": model.classes,
        "slope": model.slope,
        "intercept": model.intercept,
        "bias": model.bias,
    }


def to_json(model: Model, head: dict[str, Any]) -> str:
    """The model's file: a line a stem."""
    lines = [f" {json.dumps(name)}: {json.dumps(value, ensure_ascii=False)}," for name, value in head.items()]
    rows = [f"  {json.dumps(stem, ensure_ascii=False)}: {json.dumps(row)}" for stem, row in model.weights.items()]
    return "\n".join(["{", *lines, ' "weights": {', ",\n".join(rows), " }", "}"]) + "\n"


def main() -> None:
    """Train, print the figures, write the model."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--out", type=Path, default=OUT)
    arguments = parser.parse_args()
    examples, digest = read_corpus(arguments.corpus)
    trials = try_unseen(examples)
    model = calibrated(train(examples), trials)
    head = figures(model, trials, len(examples), digest)
    arguments.out.write_text(to_json(model, head), encoding="utf-8")
    print(json.dumps(head, ensure_ascii=False, indent=1))
    for country in sorted({trial.country for trial in trials}):
        mine = [trial for trial in trials if trial.country == country]
        told = _told(model, mine, model.threshold)
        print(f"{country}: {len(mine)} tried, {len(told)} told, {_precision(told):.3f} of them right")


if __name__ == "__main__":
    main()
