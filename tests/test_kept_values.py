"""The full self-check judges the indicators entered in the dock where a delivery has no tables of its own."""

from __future__ import annotations

import shutil
from datetime import datetime, timezone
from decimal import Decimal
from pathlib import Path

import pytest
from landplan_toolbox.algorithms.dataset.binding import bind
from landplan_toolbox.algorithms.dataset.source import open_source
from landplan_toolbox.algorithms.indicators.model import IndicatorValue, Origin, ValueChange, ValueKey
from landplan_toolbox.algorithms.indicators.quantity import Quantity
from landplan_toolbox.algorithms.indicators.values_layer import KeptValues
from landplan_toolbox.algorithms.message import translatable
from landplan_toolbox.algorithms.rulepack.indicator_rules import ValueKind
from landplan_toolbox.algorithms.rulepack.loader import load_pack
from landplan_toolbox.algorithms.selfcheck.catalogue import kind_specs
from landplan_toolbox.algorithms.selfcheck.engine import run_selfcheck
from landplan_toolbox.algorithms.selfcheck.model import Outcome
from landplan_toolbox.algorithms.workspace.kept_values import with_kept_values, with_missing_values
from landplan_toolbox.algorithms.workspace.workspace import Workspace
from osgeo import ogr

SAMPLE = Path(__file__).resolve().parent.parent / "resources" / "sample"
TABLES = ("GHZB", "ZBTZ", "JBNTRW")
PACK = load_pack("farmland", kind_specs())


def value(unit, amount, kind):
    """Return a change that keeps an amount of basic farmland in ha."""
    key = ValueKey(unit, "02", 2020, kind)
    origin = Origin(translatable("Indicators", "Entered by hand"), "张三", datetime.now(timezone.utc))
    return ValueChange(key, IndicatorValue(key, Quantity(Decimal(amount), "ha"), origin))


@pytest.fixture
def workspace(tmp_path):
    """A workspace in which the plan of a town is less than what was assigned to it."""
    path = tmp_path / "w.gpkg"
    with Workspace.open(path) as made:
        made.indicators("farmland").save([
            value("690121100", "100.00", ValueKind.ASSIGNED), value("690121100", "90.00", ValueKind.PLANNED)])
    return path


@pytest.fixture
def bare(tmp_path):
    """The clean edition without any table of indicators."""
    path = tmp_path / "bare.gpkg"
    shutil.copy(SAMPLE / "farmland_clean.gpkg", path)
    file = ogr.Open(str(path), 1)
    for table in TABLES:
        file.DeleteLayer(table)
    del file
    return path


def dataset(path):
    """Return a delivery bound to the farmland pack."""
    return bind(PACK, open_source(str(path)), str(path))


def test_a_delivery_with_tables_is_judged_as_it_is(workspace):
    delivered = dataset(SAMPLE / "farmland_clean.gpkg")
    assert with_missing_values(delivered, workspace) is delivered
    assert isinstance(with_kept_values(delivered, workspace).layer("indicator_value"), KeptValues)


def test_without_a_workspace_nothing_is_added(bare, tmp_path):
    delivered = dataset(bare)
    assert with_missing_values(delivered, tmp_path / "not there.gpkg") is delivered
    assert with_missing_values(delivered, "") is delivered


def test_values_of_the_workspace_are_judged_where_the_delivery_has_none(bare, workspace):
    alone = run_selfcheck(dataset(bare), ("6713",))
    assert [result.outcome for result in alone.results] == [Outcome.NOT_RUN]
    run = run_selfcheck(with_missing_values(dataset(bare), workspace), ("6713",))
    assert [result.outcome for result in run.results] == [Outcome.FAILED]
    assert {finding.features[0].key for result in run.results for finding in result.findings} == {"690121100"}
