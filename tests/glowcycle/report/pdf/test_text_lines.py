"""Text is broken into lines that fit, and loses nothing."""

from hypothesis import given
from hypothesis import strategies as st

from glowcycle.report.pdf.text_lines import at_most, break_lines


def lines(text, width=10):
    return break_lines(text, width=width, measure=len)


@given(st.text("ab ", max_size=80), st.integers(3, 12))
def test_lines_fit_and_hold_the_whole_text(text, width):
    broken = lines(text, width)
    assert all(len(line) <= width for line in broken)
    assert "".join(broken).replace(" ", "") == text.replace(" ", "")


def test_words_stay_whole_where_they_can():
    assert lines("one two three four") == ["one two", "three four"]
    assert lines("abcdefghijklm no") == ["abcdefghij", "klm no"]
    assert lines("") == [""]


def test_no_break_at_a_space_that_forbids_it():
    assert lines("12345 1\N{NO-BREAK SPACE}August") == ["12345", "1\N{NO-BREAK SPACE}August"]


def test_what_is_left_out_is_shown():
    assert at_most(["a", "b"], 2) == ["a", "b"]
    assert at_most(["one", "twice ab", "c"], 2) == ["one", "twice …"]
