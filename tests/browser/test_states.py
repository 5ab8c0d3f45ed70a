"""What the search page shows is what its address says."""

from __future__ import annotations

import re

from playwright.sync_api import Page, Route, expect
from search_page import count_of, open_search, state_of


def test_an_address_is_a_query(page: Page, sample_url: str) -> None:
    """`?q=` searches at once; a result opens its article, and back returns to the results."""
    page.goto(sample_url + "search/?q=النحل")
    link = page.locator(".result-title a").first
    title = link.inner_text()
    link.click()
    expect(page.locator("h1")).to_have_text(title)
    page.go_back()
    expect(page.locator(".result-title a").first).to_have_text(title)


def test_an_address_that_says_nonsense_is_read_as_far_as_it_goes(sized: Page, sample_url: str) -> None:
    """Days, pages and orders that are none count as not said."""
    open_search(sized, sample_url, q="البلدية", to="amen", page="-3", sort="x", exact="9", **{"from": "2024-13-77"})
    expect(sized.locator(".result")).to_have_count(10)
    expect(sized.locator("#chips")).to_be_hidden()


def test_a_form_that_no_result_shows_is_spelled_right(sized: Page, sample_url: str) -> None:
    """«قريتين» is spelled by «قرى» as far as this goes with it: alef maksura ends words only."""
    open_search(sized, sample_url, q="مكتبة القرية")
    expect(sized.locator("#search-notes")).to_contain_text("«قريتين»")


def test_exact_forms_only(sized: Page, sample_url: str) -> None:
    """The page names the other forms that it looked for; the switch leaves their articles out, its chip adds them."""
    open_search(sized, sample_url, q="بلدية")
    everything = count_of(sized)
    expect(sized.locator("#search-notes")).to_contain_text("بحثنا أيضاً عن «")
    sized.locator("#exact").check()
    expect(sized.locator("#chips button")).to_have_count(1)
    expect(sized.locator("#search-notes")).not_to_contain_text("بحثنا أيضاً عن")
    assert count_of(sized) < everything
    assert state_of(sized)["exact"] == ["1"]
    sized.locator("#chips button").click()
    expect(sized.locator("#exact")).not_to_be_checked()
    expect(sized.locator("#search-status")).to_contain_text(str(everything))


def test_back_and_forward_walk_the_states(sized: Page, sample_url: str) -> None:
    """Each filter is a step in the history, with its results, controls and title."""
    open_search(sized, sample_url, q="البلدية")
    everything = sized.locator("#search-status").inner_text()
    sized.locator("#sort-date").check()
    expect(sized).to_have_url(re.compile("sort=date"))
    sized.locator("#q").fill("النحل")
    sized.locator("#q").press("Enter")
    expect(sized).to_have_title(re.compile("^النحل"))
    sized.go_back()
    sized.go_back()
    expect(sized.locator("#q")).to_have_value("البلدية")
    expect(sized.locator("#sort-relevance")).to_be_checked()
    expect(sized.locator("#search-status")).to_have_text(everything)
    sized.go_forward()
    expect(sized.locator("#sort-date")).to_be_checked()


def test_what_is_typed_is_one_step_behind_the_results_before(sized: Page, sample_url: str) -> None:
    """However slowly it is typed; on an empty page it is none."""
    sized.goto(sample_url + "search/")
    steps = sized.evaluate("history.length")
    sized.locator("#q").press_sequentially("البلدية", delay=200)
    expect(sized).to_have_title(re.compile("^البلدية"))
    assert sized.evaluate("history.length") == steps
    sized.locator("#q").press("Enter")
    sized.locator("#q").fill("")
    sized.locator("#q").press_sequentially("النحل", delay=200)
    sized.locator("#q").press("Enter")
    expect(sized).to_have_title(re.compile("^النحل"))
    assert sized.evaluate("history.length") == steps + 1
    sized.go_back()
    expect(sized.locator("#q")).to_have_value("البلدية")


def test_the_pages_shown_are_in_the_address(sized: Page, sample_url: str) -> None:
    """After «نتائج أخرى» the first new result has the focus, and the address gives as many results again."""
    open_search(sized, sample_url, q="البلدية")
    sized.locator("#more").click()
    expect(sized.locator(".result")).to_have_count(20)
    expect(sized.locator(".result-title a").nth(10)).to_be_focused()
    expect(sized.locator("#search-status")).to_contain_text("المعروض منها 20")
    sized.reload()
    expect(sized.locator(".result")).to_have_count(20)


def test_more_waits_for_the_answer_to_what_was_typed(sized: Page, sample_url: str) -> None:
    """Pressed while a typed query is on a slow way, it says so, and adds nothing to the list or the address."""
    open_search(sized, sample_url, q="البلدية")
    expect(sized.locator("#more")).to_have_attribute("aria-disabled", "false")
    gate = Gate(sized, "**/search/terms/**")
    with sized.expect_request("**/search/terms/**"):
        sized.locator("#q").fill("المدينة")
    sized.locator("#more").focus()
    sized.keyboard.press("Enter")
    expect(sized.locator("#more")).to_have_attribute("aria-disabled", "true")
    expect(sized.locator("#more")).to_be_focused()
    expect(sized.locator("#search-status")).to_contain_text("حين تظهر نتائجه")
    expect(sized.locator(".result")).to_have_count(10)
    gate.open()
    expect(sized.locator("#more")).to_have_attribute("aria-disabled", "false")
    expect(sized.locator(".result")).to_have_count(count_of(sized))
    assert state_of(sized) == {"q": ["المدينة"]}


def test_more_that_is_underway_is_dropped_for_what_is_typed(sized: Page, sample_url: str) -> None:
    """More of the answer before comes too late: only the new answer stands there, and more of it can be asked for."""
    open_search(sized, sample_url, q="البلدية")
    gate = Gate(sized, "**/search/titles/**")
    with sized.expect_request("**/search/titles/**"):
        sized.locator("#more").click()
    sized.locator("#q").fill("المدينة")
    expect(sized).to_have_title(re.compile("^المدينة"))
    gate.open()
    expect(sized.locator("#more")).to_have_attribute("aria-disabled", "false")
    expect(sized.locator(".result")).to_have_count(count_of(sized))
    assert state_of(sized) == {"q": ["المدينة"]}


class Gate:
    """Requests that match an address get no answer until the gate opens."""

    def __init__(self, page: Page, address: str) -> None:
        self._held: list[Route] = []
        self._is_open = False
        page.context.route(address, self._take)

    def _take(self, route: Route) -> None:
        if self._is_open:
            route.continue_()
        else:
            self._held.append(route)

    def open(self) -> None:
        """Let go what was held back, and all that comes."""
        self._is_open = True
        for route in self._held:
            route.continue_()
