"""As of which day a page is, whatever its address says."""

from datetime import date

import pytest

from api.pages.day import Day, day_of

TODAY = date(2025, 12, 31)
FIRST = date(2017, 9, 6)


@pytest.mark.parametrize("text", [None, ""])
def test_a_page_is_of_today_unless_its_address_says_otherwise(text: str | None) -> None:
    assert day_of(text, FIRST, TODAY) == Day()


@pytest.mark.parametrize("day", ["2017-09-06", "2022-12-31", "2025-12-31"])
def test_a_day_between_the_first_on_record_and_today_is_taken_as_it_is(day: str) -> None:
    assert day_of(day, FIRST, TODAY) == Day(date.fromisoformat(day))


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2565-12-31", "2022-12-31"),
        ("2022", "2022-12-31"),
        ("2565", "2022-12-31"),
        ("2022-02", "2022-02-28"),
        ("2022-2-3", "2022-02-03"),
        ("2023-02-31", "2023-02-28"),
        (" 2022-12-31 ", "2022-12-31"),
        ("2001-01-01", "2017-09-06"),
    ],
)
def test_the_nearest_day_is_taken_for_one_that_is_damaged_and_the_page_says_so(text: str, meant: str) -> None:
    day = day_of(text, FIRST, TODAY)

    assert (day.iso, day.notice is None) == (meant, False)
    assert day.notice
    assert text in day.notice.en
    assert text in day.notice.th


@pytest.mark.parametrize("text", ["2026-01-01", "2999", "0000", "9999-99-99", "yesterday", "<b>", "2022-13", "๒๕๖๕"])
def test_today_is_taken_for_what_is_no_day_that_has_come_and_the_page_says_so(text: str) -> None:
    day = day_of(text, FIRST, TODAY)

    assert (day.asked, day.notice is None) == (None, False)


def test_a_notice_does_not_repeat_a_long_text() -> None:
    day = day_of("x" * 5000, FIRST, TODAY)

    assert day.notice
    assert len(day.notice.en) < 200


def test_any_day_is_taken_where_nothing_is_known_of_the_first() -> None:
    assert day_of("1999-01-01", None, TODAY) == Day(date(1999, 1, 1))
