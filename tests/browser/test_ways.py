"""The ways into the archive in a real browser: calendars, days of the year, authors and places."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

Follow = Callable[[str], None]


@pytest.fixture
def follow(sized: Page, sample_url: str) -> Follow:
    """Click on the first link that a selector finds, on the front page at first."""
    sized.goto(sample_url)

    def click(selector: str) -> None:
        sized.locator(selector).first.click()

    return click


def test_the_calendar_leads_from_years_to_an_article(page: Page, follow: Follow) -> None:
    """A year has twelve months with its days' weights; a month's day shows that day's articles."""
    follow(".masthead-nav >> text=الأرشيف")
    follow(".years >> text=2024")
    expect(page.locator(".sheet")).to_have_count(12)
    follow(".sheet caption >> text=مايو")
    expect(page.locator("h1")).to_have_text("مايو 2024")
    follow(".sheet td.w4 a")
    expect(page.locator("h1")).to_contain_text("19 مايو 2024")
    follow(".card-title a")
    expect(page.locator(".story-when")).to_contain_text("الأحد 19 مايو 2024")


def test_an_articles_date_leads_to_its_day(page: Page, follow: Follow) -> None:
    """«في اليوم نفسه»: the date above an article is the way to all of its day."""
    follow(".card-title a")
    date = page.locator(".story-when time").first.inner_text()
    title = page.locator("h1").inner_text()
    follow(".story-when a")
    expect(page.locator("h1")).to_contain_text(date)
    expect(page.locator(".card-title", has_text=title)).to_have_count(1)


def test_the_hijri_calendar_has_the_same_articles(page: Page, follow: Follow) -> None:
    """From the archive's page by year and month of the Hijra to an article that shows this day."""
    follow(".masthead-nav >> text=الأرشيف")
    follow(".ways >> text=التقويم الهجري")
    follow(".years >> text=1445")
    expect(page.locator(".sheet")).to_have_count(12)
    follow(".sheet caption >> text=ذو القعدة")
    follow(".sheet td a")
    follow(".card-title a")
    expect(page.locator(".story-when")).to_contain_text("11 ذو القعدة 1445")


def test_a_day_of_the_year_shows_what_all_years_have(page: Page, follow: Follow) -> None:
    """«في مثل هذا اليوم», by both calendars."""
    follow(".masthead-nav >> text=الأرشيف")
    follow(".ways >> text=في مثل هذا اليوم")
    expect(page.locator(".sheet")).to_have_count(12)
    follow(".sheet td a[href$='05-19/']")
    expect(page.locator(".on-day h2")).to_have_text(["2024 الأحد 19 مايو 2024"])
    follow(".trail >> text=في مثل هذا اليوم")
    follow(".page-head >> text=السنة الهجرية")
    follow(".sheet td a[href$='11-11/']")
    expect(page.locator(".on-day h2")).to_have_text(["1445 هـ الأحد 19 مايو 2024"])


def test_authors_are_found_by_their_letter(page: Page, follow: Follow) -> None:
    """A letter's page has its authors, an author's page the articles, each of which leads back."""
    follow(".masthead-nav >> text=الكتّاب")
    follow(".letters a[href$='%D8%B9/'], .letters a[href$='ع/']")
    follow(".names >> text=عبير الشمّاع")
    expect(page.locator("h1")).to_have_text("عبير الشمّاع")
    expect(page.locator(".card")).to_have_count(2)
    follow(".card-title a")
    follow(".story-by >> text=عبير الشمّاع")
    expect(page.locator("h1")).to_have_text("عبير الشمّاع")


def test_a_place_and_a_paper_show_their_articles(page: Page, follow: Follow) -> None:
    """A place's page has what was written from there; a paper's has the chart of its years and the table behind it."""
    follow(".masthead-nav >> text=الأماكن")
    follow(".names a")
    place = page.locator("h1").inner_text()
    follow(".card-title a")
    expect(page.locator(".story-by .place")).to_have_text(place)
    follow(".story-where a[href*='publisher']")
    chart = page.locator(".chart")
    expect(chart.get_by_role("img")).to_have_accessible_name(re.compile("سنة بسنة"))
    chart.locator("summary").click()
    expect(chart.locator("tbody tr")).to_have_count(chart.locator("rect").count())
