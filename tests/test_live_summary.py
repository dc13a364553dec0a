"""The live ledger in words."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.ui.indicators.live_summary import summary_of
from live_support import COUNTY, TOWNS, basic_farmland, session_of, settle


@pytest.fixture
def english(monkeypatch):
    """Sentences in the language of the source."""
    monkeypatch.setattr(Language, "current", staticmethod(lambda: Language("en")))


def lines(rows, unit):
    row = next(one for one in rows if one.unit == unit)
    return summary_of(row, "A", "ha", True).split("\n")


def test_area_target_balance_and_grade_before_and_after(english):
    layer = basic_farmland()
    session = session_of(layer)
    layer.startEditing()
    first = lines(session.rows(), TOWNS[0])
    assert first[0] == "A: 18.0000 ha, edits 0; 2.0000 short of the target"
    assert first[1].startswith("Entered ") and "balance -3.6000" in first[1]
    assert first[2].startswith("Mean grade 5.500; of what entered")
    worst = [one.id() for one in layer.getFeatures() if one["ZLDJDM"] == "7"]
    rows = session.what_if(leave=worst)
    text = lines(rows, TOWNS[0])
    assert "edits -4.5000" in text[0] and "6.5000 short" in text[0]
    assert text[2].startswith("Mean grade 5.500 → 5.000 (better)")
    assert "supposed -4.5000; 6.5000 short" in summary_of(
        next(one for one in rows if one.unit == TOWNS[0]), "A", "ha", True, supposed=True)
    assert "(worse)" in summary_of(next(one for one in rows if one.unit == TOWNS[0]), "A", "ha", False)
    assert lines(session.rows(), COUNTY)[0].endswith("there is no target")
    assert lines(session.rows(), TOWNS[1])[0].endswith("the target is met")


def test_a_grade_that_changes_behind_the_digits_shown_is_the_same(english):
    row = next(one for one in session_of(basic_farmland()).rows() if one.unit == TOWNS[0])
    slightly = replace(row.now, quality=row.now.quality + Fraction(1, 10**6))
    assert "Mean grade 5.500;" in summary_of(replace(row, now=slightly), "A", "ha", True)


def test_what_is_not_known_is_left_out(english):
    layer = basic_farmland()
    session = session_of(layer, before=False)
    layer.startEditing()
    layer.deleteAttribute(layer.fields().lookupField("ZLDJDM"))
    settle()
    assert len(lines(session.rows(), COUNTY)) == 1
