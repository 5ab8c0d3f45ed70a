"""Sources as a build's process reads them: what changed since they were catalogued is an error, not a wrong page."""

from __future__ import annotations

import pickle
import threading
from typing import Any

import pytest
from pelican import signals
from pelican.settings import read_settings
from site_workshop import PLUGINS, ROOT, Workshop

from archive_build import renderer as rendering
from archive_build.errors import BuildError
from archive_build.paths import catalogue_path
from archive_build.renderer import LazyArticle, Renderer, Spec, own_code

NEWS = "Title: خبر {0}\nDate: 2012-09-07\nCategory: محليات\nPlace: تل\nId: {0:012}\n\nنصّ {0}.\n"
TITLES: list[str] = []
IDS = [f"{number:012}" for number in range(3)]


@pytest.fixture
def shop(workshop: Workshop) -> Workshop:
    """Three articles, the first with evidence, catalogued."""
    for number in range(3):
        workshop.write(f"{number}.md", NEWS.format(number))
    workshop.write_evidence(IDS[0], "stated")
    workshop.build()
    return workshop


@pytest.fixture
def renderer(shop: Workshop) -> Renderer:
    """What reads them."""
    own = {"PATH": str(shop.content), "OUTPUT_PATH": str(shop.output), "THEME": str(shop.theme), "PLUGINS": PLUGINS}
    settings = read_settings(str(ROOT / "pelicanconf.py"), override=own)
    return Renderer(Spec(pickle.dumps(settings), pickle.dumps({}), catalogue_path(shop.content), True, own_code()))


def test_what_is_gone_or_no_text_is_left_out(shop: Workshop, renderer: Renderer) -> None:
    """With the reason."""
    (shop.content / "articles/0.md").unlink()
    (shop.content / "articles/1.md").write_bytes(b"Title: \xff\n\nx\n")
    gone, broken = (renderer.read(f"articles/{number}.md") for number in range(2))
    assert (gone.status, broken.status) == ("left out", "left out")
    assert gone.remark.startswith("is left out: [Errno 2] No such file or directory")
    assert "expected Markdown with metadata as ingest writes it" in broken.remark


def test_a_source_that_changed_meanwhile_ends_the_build(shop: Workshop, renderer: Renderer) -> None:
    """Its page would not be what the lists say of it."""
    assert renderer.body_of(IDS[0]) == "<p>نصّ 0.</p>"
    shop.write("0.md", NEWS.format(0).replace("نصّ", "نصّ آخر"))
    with pytest.raises(BuildError, match=r"article 'articles/0\.md': changed while the site was built; build again"):
        renderer.body_of(IDS[0])
    shop.write("1.md", "Title:\n\n")
    with pytest.raises(BuildError, match=r"article 'articles/1\.md': changed while the site was built"):
        renderer.whole("articles/1.md")
    with pytest.raises(BuildError, match="article 'none': changed while the site was built"):
        renderer.body_of("none")


def test_evidence_that_changed_meanwhile_ends_the_build(shop: Workshop, renderer: Renderer) -> None:
    """As a source does."""
    assert renderer.evidence(IDS)[IDS[0]].startswith(f'{{"id":"{IDS[0]}"'.encode())
    shop.write_evidence(IDS[0], "inferred")
    with pytest.raises(BuildError, match=rf"article '{IDS[0]} \(its evidence\)': changed while the site was built"):
        renderer.evidence(IDS)


def test_only_so_many_rows_are_kept(renderer: Renderer, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are fetched again then, in the order in which they are asked for."""
    known = {article: number for number, article, *_ in renderer.catalogue.order()}
    numbers = [known[article] for article in IDS]
    monkeypatch.setattr(rendering, "MOST_ROWS", 2)
    assert [row.id for row in renderer.shown(numbers[:2], list)] == IDS[:2]
    assert [row.id for row in renderer.shown([numbers[2], numbers[0], numbers[2]], list)] == [IDS[2], IDS[0], IDS[2]]


def test_a_template_may_ask_an_article_for_anything(shop: Workshop, renderer: Renderer) -> None:
    """What is not at hand is read from its source, once."""
    article = LazyArticle(renderer, "articles/0.md", {"title": "at hand"})
    assert (article.title, article.place) == ("at hand", "تل")
    (shop.content / "articles/0.md").unlink()
    assert article.place == "تل"
    with pytest.raises(AttributeError, match="_private"):
        _ = article._private


def test_a_source_may_lead_to_a_page_and_to_another(workshop: Workshop) -> None:
    """Pelican's `{filename}` links reach articles of the catalogue and pages; what is not there is said."""
    (workshop.content / "pages").mkdir()
    (workshop.content / "pages/about.md").write_text("Title: عنّا\nSlug: about\n\nنصّ.\n", encoding="utf-8")
    links = "[1]({filename}/pages/about.md) [2]({filename}1.md) [3]({filename}none.md)"
    workshop.write("0.md", NEWS.format(0).replace("نصّ 0.", links))
    workshop.write("1.md", NEWS.format(1))
    page = workshop.build()[f"a/00/{IDS[0][2:]}.html"].decode()
    assert 'href="../../about/"' in page
    assert f'href="../../a/00/{IDS[1][2:]}.html"' in page


@pytest.mark.parametrize("fast", [True, False])
def test_an_id_that_is_none_is_replaced_and_said(
    workshop: Workshop, fast: bool, caplog: pytest.LogCaptureFixture
) -> None:
    """One is made from the file's path, however the site is built."""
    workshop.write("0.md", NEWS.format(0).replace(IDS[0], "خبر-1"))
    site = workshop.build(NEWS_FAST=fast)
    assert len([name for name in site if name.startswith("a/")]) == 1
    assert "article articles/0.md Id 'خبر-1'; expected 12 of" in caplog.text.replace(f"{workshop.content}/", "")


def test_a_site_that_is_built_whole_has_no_plan(shop: Workshop) -> None:
    """The message says what a plan is for."""
    with pytest.raises(BuildError, match="plan: this site is built whole; expected one that goes the fast way"):
        shop.build(NEWS_PLAN=True, NEWS_FAST=False)


def test_a_theme_s_own_static_files_are_copied(shop: Workshop) -> None:
    """Where Pelican's setting names a folder of them, beside those that Warraq writes."""
    (shop.theme / "more").mkdir()
    (shop.theme / "more/x.txt").write_text("x", encoding="utf-8")
    assert shop.build(THEME_STATIC_PATHS=["more"])["theme/x.txt"] == b"x"


def add_a_lock(generator: Any) -> None:
    """Another plugin's receiver of `generator_init`: a value that no other process can have."""
    generator.context["locked"] = threading.Lock()


def test_a_value_that_cannot_be_sent_is_named(shop: Workshop) -> None:
    """What a template asks for goes to the processes that render."""
    path = shop.theme / "templates/404.html"
    path.write_text(f"{path.read_text(encoding='utf-8')}{{{{ locked }}}}", encoding="utf-8")
    signals.generator_init.connect(add_a_lock)
    try:
        with pytest.raises(BuildError, match=r"value 'locked' of the context: .*; expected one that can be sent to an"):
            shop.build()
    finally:
        signals.generator_init.disconnect(add_a_lock)


def note_titles(generator: Any) -> None:
    """Another plugin's receiver of `page_generator_finalized`, which looks at all articles."""
    TITLES.extend(article.title for article in generator.context["articles"])


def test_another_generator_may_look_at_the_articles(shop: Workshop) -> None:
    """Each is read when it is asked for, in the order of their paths."""
    TITLES.clear()
    signals.page_generator_finalized.connect(note_titles)
    try:
        shop.build()
    finally:
        signals.page_generator_finalized.disconnect(note_titles)
    assert [f"خبر {number}" for number in range(3)] == TITLES


def test_a_hidden_article_may_lead_to_another(workshop: Workshop) -> None:
    """It has a page, and no neighbours."""
    hidden = NEWS.format(0).replace("Title:", "Status: hidden\nTitle:").replace("نصّ 0.", "[2]({filename}1.md)")
    workshop.write("0.md", hidden)
    workshop.write("1.md", NEWS.format(1))
    page = workshop.build()[f"a/00/{IDS[0][2:]}.html"].decode()
    assert page.count(f"a/00/{IDS[1][2:]}.html") == 1
