"""Filters, order, pages and counts of the list of findings agree with the same done in Python."""

from __future__ import annotations

import random
from dataclasses import replace

import made_runs as made
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from landplan_toolbox.algorithms.feedback import Silent
from landplan_toolbox.algorithms.language import Language
from landplan_toolbox.algorithms.rulepack.model import Severity
from landplan_toolbox.algorithms.workspace.model import (
    Decision,
    DecisionKind,
    FindingQuery,
    SortColumn,
    State,
)
from landplan_toolbox.algorithms.workspace.workspace import Workspace

SCOPE = {"pack_id": "farmland", "source": "/交付/测试县.gdb"}
SORT_KEYS = {
    SortColumn.SEVERITY: lambda row: row.severity.value,
    SortColumn.STATE: lambda row: row.state.value,
    SortColumn.LAYER: lambda row: row.layer_name,
    SortColumn.KEY: lambda row: row.features[0].key,
    SortColumn.FIELD: lambda row: row.field,
    SortColumn.AREA: lambda row: (row.area_m2 is not None, row.area_m2 or 0.0),
}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    """Yield a workspace with 600 findings of all severities and states, some gone, over two runs."""
    generator = random.Random(7)
    results = []
    for check_id, severity in (
        ("4101", Severity.ERROR),
        ("4102", Severity.WARNING),
        ("5101", Severity.ERROR),
    ):
        findings = [
            made.overlap(
                check_id,
                (f"{generator.randrange(10**6)}", f"图斑{number}"),
                made.square(number * 10, int(check_id)),
                severity=severity,
                layer_name=generator.choice(("DLTB", "JBNTBHTB", "Ünit")),
                field=generator.choice(("", "DLBM")),
                area_m2=generator.choice((None, generator.random() * 100)),
                measured=generator.choice((None, "011", generator.random())),
            )
            for number in range(200)
        ]
        results.append(made.result(made.rule(check_id, severity), findings))
    with Workspace.open(tmp_path_factory.mktemp("queries") / "w.gpkg") as opened:
        opened.save_run(made.run("one", results), Language("en"))
        fewer = [replace(result, findings=result.findings[20:]) for result in results]
        opened.save_run(made.run("two", fewer, 1), Language("en"))
        rows = opened.findings(FindingQuery(**SCOPE))
        opened.decide([row.id for row in rows[50:90]], Decision(DecisionKind.EXCEPTION, "依据"))
        yield opened


@pytest.fixture(scope="module")
def everything(workspace):
    """Return all rows."""
    return list(workspace.findings(FindingQuery(**SCOPE)))


def test_all_rows_are_there_with_their_states(workspace, everything):
    assert len(everything) == 600
    assert sum(row.state is State.FIXED for row in everything) == 60
    assert sum(row.state is State.EXCEPTION for row in everything) == 40
    order = [(row.check_id, row.features[1].key) for row in workspace.findings(FindingQuery(run_id="one"))]
    assert order == [(check, f"图斑{number}") for check in ("4101", "4102", "5101") for number in range(200)]


@settings(deadline=None, max_examples=120, derandomize=True)
@given(
    checks=st.one_of(
        st.none(), st.lists(st.sampled_from(["4101", "4102", "5101", "9999"]), unique=True).map(tuple)
    ),
    severities=st.one_of(st.none(), st.lists(st.sampled_from(list(Severity)), unique=True).map(tuple)),
    found_states=st.one_of(st.none(), st.lists(st.sampled_from(list(State)), unique=True).map(tuple)),
    text=st.sampled_from(
        ["", "dltb", "JBNT", "ÜNIT", "图斑1", "图斑不得", "%", "_", "'", "DLBM", "陕·五", "overlaps"]
    ),
    sort=st.sampled_from(list(SORT_KEYS)),
    descending=st.booleans(),
    offset=st.integers(0, 300),
    limit=st.one_of(st.none(), st.integers(0, 50)),
)
def test_query_against_python(
    workspace, everything, checks, severities, found_states, text, sort, descending, offset, limit
):
    query = FindingQuery(
        check_ids=checks,
        severities=severities,
        states=found_states,
        text=text,
        sort=sort,
        descending=descending,
        offset=offset,
        limit=limit,
        **SCOPE,
    )

    def wanted(row):
        keys = " ".join(feature.key for feature in row.features)
        searched = " ".join(
            (row.check_id, row.check_title, row.layer_name, keys, row.field, row.text, row.clause)
        )
        return (
            (checks is None or row.check_id in checks)
            and (severities is None or row.severity in severities)
            and (found_states is None or row.state in found_states)
            and text.casefold() in searched.casefold()
        )

    expected = sorted((row for row in everything if wanted(row)), key=lambda row: row.id)
    expected.sort(key=lambda row: (SORT_KEYS[sort](row), row.id), reverse=descending)
    assert workspace.count(query) == len(expected)
    counts = workspace.counts(query)
    assert sum(counts.values()) == len(expected)
    assert all(
        number == sum((row.check_id, row.severity, row.state) == cell for row in expected)
        for cell, number in counts.items()
    )
    page = expected[offset:] if limit is None else expected[offset : offset + limit]
    assert list(workspace.findings(query)) == page


def test_rows_are_a_sequence(workspace, everything):
    rows = workspace.findings(FindingQuery(**SCOPE))
    assert rows[-1] == everything[-1] and rows[599] == everything[599]
    assert list(rows[10:590:7]) == everything[10:590:7]
    assert list(reversed(rows)) == everything[::-1]
    with pytest.raises(IndexError):
        rows[600]


def test_a_page_of_one_run(workspace):
    query = FindingQuery(run_id="two", check_ids=("4102",), sort=SortColumn.AREA, descending=True, limit=5)
    rows = list(workspace.findings(query))
    areas = [row.area_m2 for row in rows]
    assert len(rows) == 5 and areas == sorted(areas, reverse=True)
    assert workspace.count(query) == 180
    assert workspace.counts(FindingQuery(run_id="one"))["4102", Severity.WARNING, State.FIXED] == 20


def test_measured_sorts_numbers_by_size(workspace):
    rows = workspace.findings(FindingQuery(sort=SortColumn.MEASURED, **SCOPE))
    numbers = [row.measured for row in rows if isinstance(row.measured, float)]
    assert len(numbers) > 100 and numbers == sorted(numbers)


def test_a_list_can_be_read_while_its_own_thread_saves(tmp_path):
    """A progress shown in the same thread repaints the list in the middle of the save."""
    check = made.result(made.rule("4101"), [made.overlap("4101", (str(i),), None) for i in range(20)])
    with Workspace.open(tmp_path / "w.gpkg") as opened:
        opened.save_run(made.run("one", [check]), Language("en"))
        rows = opened.findings(FindingQuery())
        seen = []

        class Painter(Silent):
            def setProgress(self, progress):
                seen.append(rows[0].id)

        opened.save_run(made.run("two", [check], 1), Language("en"), Painter())
        assert set(seen) == {rows[0].id} and opened.count(FindingQuery()) == 20
