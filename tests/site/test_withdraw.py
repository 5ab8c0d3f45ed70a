"""An article that is withdrawn: gone from every file of the site, a note in its place, the record kept."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path
from typing import Any

import pytest

from archive_build.errors import BuildError
from archive_build.withdrawn import Withdrawal, read_withdrawn, undo
from archive_check.check import Extent, address_of, check
from archive_pages.csp import POLICY
from archive_publish.publish import publish
from archive_publish.stores import FolderStore
from news_ingest.export import export
from news_ingest.run import ingest
from news_ingest.settings import IngestSettings
from news_ingest.withdraw import withdraw_article

TITLE = "عنوان الخبر المسحوب"
TEXT = "قال حمدون الزعفراني إن السلحفاة عبرت الطريق."
RAW = {
    "صحيفة السهل/رياضة/1.txt": f"{TITLE}\n\nالسهل، 21 يوليو 2015\n\n{TEXT}\n",
    "صحيفة السهل/رياضة/2.txt": "فوز الفريق في المباراة الأخيرة\n\nالسهل، 22 يوليو 2015\n\nفاز الفريق أمس بعد عناء.\n",
    "صحيفة السهل/محليات/3.txt": "افتتاح الجسر الجديد على الوادي\n\nالسهل، 23 يوليو 2015\n\nافتُتح الجسر صباح اليوم.\n",
}
WORDS = ("المسحوب", "حمدون", "الزعفراني", "السلحفاة", "زعفراني", "سلحفا")


def traces(files: dict[str, bytes]) -> list[str]:
    """The files in which a word stands that only the withdrawn article has."""
    return [name for name, data in files.items() if any(word.encode() in data for word in WORDS)]


@pytest.fixture
def site(build_site: Any) -> tuple[Any, str]:
    """A site of three articles, and the id of the one that is to go."""
    made = build_site(RAW)
    [row] = [row for row in export(made.content) if TITLE in row["title"]]
    return made, row["id"]


def withdraw(site: Any, article: str) -> list[str]:
    """Withdraw it; what is said."""
    return list(withdraw_article(site.content, Withdrawal(article, "2026-03-14", "التحرير", "طلب صاحب الشأن <b>")))


def clean(site: Any, folder: Path) -> dict[str, bytes]:
    """The files of a site that is built of the same in new folders."""
    shutil.copytree(site.content, folder / "content", ignore=shutil.ignore_patterns(".build"))
    afresh = type(site)(folder / "content", folder / "output")
    afresh.build()
    files: dict[str, bytes] = afresh.files()
    return files


def test_no_file_of_the_site_has_a_word_of_it(site: tuple[Any, str], tmp_path: Path) -> None:
    """Pages, lists, search, feed, sitemap; the site is that of a clean build, and the check passes."""
    made, article = site
    assert len(traces(made.files())) > 5
    withdraw(made, article)
    made.build()
    assert traces(made.files()) == []
    assert made.files() == clean(made, tmp_path / "1")
    made.content.joinpath("articles", article[:2], f"{article[2:]}.md").unlink()  # then nothing can come of it
    assert made.files() == clean(made, tmp_path / "2")
    assert article not in (made.output / "sitemap.xml").read_text(encoding="utf-8")
    found = check(made.output, made.content, address_of(made.output), POLICY)
    assert (found.findings, dict(found.seen)["articles"]) == ((), 2)


def test_a_note_stands_at_its_address(site: tuple[Any, str]) -> None:
    """Arabic, with the day and the reason, for nobody's index; a list that the archive leads to has it."""
    made, article = site
    withdraw(made, article)
    made.build()
    url = f"a/{article[:2]}/{article[2:]}.html"
    page = made.page(url)
    assert page.shown["h1"] == ["سُحب هذا المقال"]
    assert "السبت 14 مارس 2026" in page.text
    assert "طلب صاحب الشأن <b>" in page.text
    assert "التحرير" not in page.text
    assert "noindex" in page.values("content", "meta")
    assert f"../{url}" in made.page("withdrawn/").values("href", "a")
    assert "../withdrawn/" in made.page("archive/").values("href", "a")


def test_ingest_does_not_bring_it_back(site: tuple[Any, str]) -> None:
    """Not even where all is ingested anew; raw file and Markdown are there, and taking it back brings all back."""
    made, article = site
    before = made.files()
    withdraw(made, article)
    shutil.rmtree(made.content / ".ingest")
    ingest(IngestSettings((made.content / "raw",), made.content))
    made.build()
    assert traces(made.files()) == []
    assert article not in {row["id"] for row in export(made.content)}
    assert list(undo(made.content, article)) == [f"{article} is no longer withdrawn; invoke build brings it back"]
    made.build()
    assert made.files() == before


def test_published_it_is_gone_there_too(site: tuple[Any, str], tmp_path: Path) -> None:
    """With `--delete`, as the order says."""
    made, article = site
    publish(made.output, FolderStore(tmp_path / "there"))
    assert any("--delete" in line for line in withdraw(made, article))
    made.build()
    publish(made.output, FolderStore(tmp_path / "there"), delete=True)
    there = {path.name: path.read_bytes() for path in (tmp_path / "there").rglob("*") if path.is_file()}
    assert traces(there) == []


def test_a_site_that_was_not_built_since_is_a_fault(site: tuple[Any, str]) -> None:
    """The check knows the record."""
    made, article = site
    withdraw(made, article)
    found = check(made.output, made.content, address_of(made.output), POLICY, extent=Extent(sample=0, html=0))
    assert "withdrawn" in {one.check for one in found.findings}


def test_copies_and_caches_are_named(site: tuple[Any, str]) -> None:
    """Whoever withdraws an article learns where it lives on."""
    made, article = site
    path = made.content / "articles" / article[:2] / f"{article[2:]}.md"
    path.write_text(f"Also_in: 0j66vpypr823\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    said = "\n".join(withdraw(made, article))
    assert "the same report stands in 0j66vpypr823" in said
    assert all(word in said for word in ("Internet Archive", "CDN", "service worker", "search engines", "saved"))


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (("0j66", "2026-03-14", "", "x"), "id '0j66'; expected twelve letters"),
        (("000000000000", "14.3.2026", "", "x"), r"date '14\.3\.2026'; expected YYYY-MM-DD"),
        (("000000000000", "2026-03-14", "", ""), "reason '' by ''; expected a reason"),
        (("000000000000", "2026-03-14", "", "x\ny"), "expected a reason, in one line"),
        (("000000000000", "2026-03-14", "", "x"), "article '000000000000': not among the articles"),
    ],
)
def test_a_wrong_order_is_refused(tmp_path: Path, row: tuple[str, str, str, str], message: str) -> None:
    """And nothing is noted."""
    (tmp_path / "articles").mkdir()
    with pytest.raises(BuildError, match=message):
        list(withdraw_article(tmp_path, Withdrawal(*row)))
    assert not (tmp_path / "withdrawn.csv").exists()


def test_a_withdrawal_is_noted_once(site: tuple[Any, str]) -> None:
    """A second one is refused, and so is one that is taken back twice; the record is a file that people can read."""
    made, article = site
    withdraw(made, article)
    assert read_withdrawn(made.content) == (Withdrawal(article, "2026-03-14", "التحرير", "طلب صاحب الشأن <b>"),)
    with pytest.raises(BuildError, match="is withdrawn already"):
        withdraw(made, article)
    list(undo(made.content, article))
    with pytest.raises(BuildError, match="is not withdrawn"):
        list(undo(made.content, article))
    with contextlib.suppress(FileNotFoundError):
        assert (made.content / "withdrawn.csv").read_text(encoding="utf-8") == "id,date,by,reason\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id,date\n", "first row 'id,date'; expected"),
        ("id,date,by,reason\nx,2026-01-01,,y\n", "row 2: id 'x'; expected"),
    ],
)
def test_a_wrong_record_ends_what_reads_it(tmp_path: Path, text: str, message: str) -> None:
    """With the file, the row and what was expected."""
    (tmp_path / "withdrawn.csv").write_text(text, encoding="utf-8")
    with pytest.raises(BuildError, match=message):
        read_withdrawn(tmp_path)
