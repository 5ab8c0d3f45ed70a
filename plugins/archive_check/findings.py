"""What a check finds: values that can be counted, printed and kept as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

MOST_SHOWN = 10

CHECKS = {
    "empty site": "a site with pages",
    "unreadable": "every file can be read",
    "broken link": "every link leads to a file of the site",
    "broken anchor": "every #anchor is an id of its page",
    "unreachable": "every page can be reached from the front page by links",
    "redirect": "a page that leads on by itself leads to one of the site that stays",
    "outside": "links stay within the site's folder",
    "unsafe address": "addresses are relative, http(s) or mailto",
    "foreign resource": "scripts, styles, fonts and images come from the site",
    "inline code": "no inline script, style or event handler",
    "policy": "every page states the content security policy before anything is loaded",
    "markup": "a page has a language, a direction, one title, one h1, and no id twice",
    "structured data": "JSON-LD parses and is a complete NewsArticle",
    "canonical": "a page's canonical address is its own",
    "feed": "feeds are valid Atom and lead to pages of the site",
    "sitemap": "sitemaps list every article's page once and nothing that is missing",
    "article": "every article of the catalogue has a page, and a list leads to it",
    "withdrawn": "a note stands in the place of each article that was withdrawn, and no page shows it",
    "html": "pages are valid HTML (a sample)",
    "host": "the site keeps within the limits of its host",
    "search": "an article is found under three of its own words",
    "case": "no two names differ by case only",
    "long name": "no name is over 240 bytes",
    "full folder": "no folder has over 10,000 entries",
    "large file": "no file is larger than static hosts take",
    "leak": "no path of this machine, no source's path and no secret stands in a file",
    "leftover": "no file of an interrupted build is left",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: the name of its check (a key of CHECKS), the file relative to the site, and what is wrong."""

    check: str
    path: str
    detail: str


@dataclass(frozen=True, slots=True)
class Result:
    """All findings, sorted, and what was looked at: kinds of things with their counts."""

    findings: tuple[Finding, ...]
    seen: tuple[tuple[str, int], ...]

    def lines(self) -> Iterator[str]:
        """The result as it is printed: by check, at most ten of each."""
        yield "checked: " + ", ".join(f"{count:,} {name}" for name, count in self.seen)
        counts = Counter(one.check for one in self.findings)
        for check, count in counts.items():
            yield f"{check}: {count:,}; expected: {CHECKS[check]}"
            shown = [one for one in self.findings if one.check == check][:MOST_SHOWN]
            yield from (f"  {one.path}: {one.detail}" for one in shown)
            if count > MOST_SHOWN:
                yield f"  and {count - MOST_SHOWN:,} more"
        yield faults(len(self.findings))

    def json(self) -> str:
        """The result as JSON, all findings."""
        data = {"seen": dict(self.seen), "findings": [asdict(one) for one in self.findings]}
        return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def result(findings: Iterable[Finding], seen: Iterable[tuple[str, int]]) -> Result:
    """The findings in the order of CHECKS, then by path."""
    order = {name: number for number, name in enumerate(CHECKS)}
    return Result(tuple(sorted(findings, key=lambda one: (order[one.check], one.path, one.detail))), tuple(seen))


def faults(count: int) -> str:
    """As in `no fault`, `1 fault`, `1,200 faults`."""
    return "no fault" if count == 0 else f"{count:,} fault{'s' if count > 1 else ''}"
