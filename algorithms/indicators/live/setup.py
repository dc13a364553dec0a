"""What a ledger needs besides the edited layer: units, the layer before, how areas are computed and columns read."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import AbstractSet, Optional

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem, QgsFeatureRequest

from ...dataset.dataset import Dataset
from ...dataset.layer import SourceLayer
from ...errors import LandPlanError
from ...feedback import Feedback, Span
from ...geometry.area_units import SQUARE_METRES
from ...geometry.projection import area_frame
from ...geometry.reproject import reprojected
from ...geometry.wkb import select
from ...message import Message, translatable
from ...rulepack.indicator_rules import LedgerRules
from ...rulepack.model import GeometryKind, Presence
from ...selfcheck.context import missing_field
from ...selfcheck.findings import text_of
from ...units.codes import plain_code
from ...units.tree import UnitTree
from ..feature_codes import UnitCodes
from .contributions import AgreedAreas, ContributionMaker, Measured, ShapeFacts, UnitPlaces
from .edited_layers import LayerState
from .ledger import Contributions, Sums
from .prepared_cover import PreparedCover, cover_of
from .reading import (
    CHOSEN,
    DECLARED,
    GRADE,
    GROSS,
    Batch,
    FeatureFields,
    FeatureReader,
    batch_of,
    column_of,
    columns_of,
    expression_of,
    with_layer,
)

_DECIMALS = 2  # of an area where neither the pack nor the layer says how many it has


@dataclass(frozen=True)
class LedgerSetup:
    """Everything but the features of the edited layer.

    :ivar fields: the columns read of each feature
    :ivar before: sums of the layer before the adjustment by unit, None where there is none
    :ivar notes: what a person should know about the layers besides the edited one (`notes_on` tells all)
    """

    rules: LedgerRules
    crs: QgsCoordinateReferenceSystem
    codes: UnitCodes
    fields: FeatureFields
    maker: ContributionMaker
    before: Optional[Sums]
    notes: tuple[Message, ...]


@dataclass(frozen=True)
class Doubts:
    """Features that do not count as they should, by their ids.

    :ivar shapeless: without a geometry, or with one that is broken
    :ivar placeless: in no unit
    :ivar undecided: the filter could not be evaluated on them
    """

    shapeless: frozenset[int] = frozenset()
    placeless: frozenset[int] = frozenset()
    undecided: frozenset[int] = frozenset()

    def after(self, fids: AbstractSet[int], news: Doubts) -> Doubts:
        """Return the doubts after some features were looked at again."""
        return Doubts(self.shapeless - fids | news.shapeless, self.placeless - fids | news.placeless,
                      self.undecided - fids | news.undecided)

    def without(self, fids: AbstractSet[int]) -> Doubts:
        """Return the doubts about all other features."""
        return Doubts(self.shapeless - fids, self.placeless - fids, self.undecided - fids)


@dataclass(frozen=True)
class FullPass:
    """What a pass over the whole layer found.

    :ivar now: of all features as the layer stands
    :ivar shapes: what their shapes say, in the same order
    :ivar saved: of the touched features as they are saved
    :ivar count: number of features the layer says it has, -1 where it does not know for sure
    """

    setup: LedgerSetup
    now: Contributions
    shapes: ShapeFacts
    saved: Contributions
    doubts: Doubts
    touched: frozenset[int]
    count: int


def fields_of(dataset: Dataset, role: str, layer: SourceLayer, rules: LedgerRules) -> FeatureFields:
    """Return the columns of a layer that the ledger reads.

    :raises LandPlanError: when a field that counts or that the filter needs is missing
    """
    known = dataset.pack.layers[role].fields
    numbers = {}
    for name, meaning in ((rules.area, DECLARED), (rules.gross, GROSS), (rules.quality, GRADE)):
        column = column_of(dataset, role, layer, name)
        if column is not None:
            numbers[meaning] = column
            continue
        rule = known.get(name or "")
        if role == rules.role and rule is not None and rule.presence is Presence.REQUIRED:
            raise LandPlanError(missing_field(layer.name, rule))
    if DECLARED not in numbers:
        numbers.pop(GROSS, None)
    conditions = {}
    if rules.where and role == rules.role:
        conditions[CHOSEN] = expression_of(with_layer(dataset, role, layer), role, rules.where)
    return FeatureFields(numbers, _code_columns(dataset, role, layer, rules), conditions)


def prepared(
    dataset: Dataset, tree: UnitTree, rules: LedgerRules, source: SourceLayer, feedback: Feedback
) -> LedgerSetup:
    """Prepare a ledger for a layer; heavy, in any thread.

    :param source: the edited layer
    :raises LandPlanError: when a field is missing, or a layer cannot be brought into the CRS of the edited one
    :raises Cancelled: when the user cancels
    """
    notes: list[Message] = []
    fields = fields_of(dataset, rules.role, source, rules)
    codes = UnitCodes(tree)
    places = _unit_places(dataset, source.crs, codes, Span(feedback, 0, 30))
    if not fields.codes and not places:
        notes.append(translatable(
            "Indicators", "Neither the fields of {layer} nor a layer of administrative units tell where its features "
            "belong, so only the total is known.", layer=source.name))
    frame = area_frame(source.crs)
    before, sums = None, None
    layer_before = None if rules.before is None else dataset.layer(rules.before)
    if rules.before is not None and layer_before is None:
        notes.append(translatable(
            "Indicators", "The layer {layer} is missing, so the ledger does not tell what entered and what left.",
            layer=dataset.pack.layers[rules.before].title))
    if rules.before is not None and layer_before is not None:
        before = _cover(layer_before, source.crs, Span(feedback, 30, 70))
        columns = fields_of(dataset, rules.before, layer_before, rules)
        if columns.codes != fields.codes and places:  # other codes may name larger units: the place tells better
            columns = FeatureFields(columns.numbers, (), columns.conditions)
        there = places if layer_before.crs == source.crs else _unit_places(
            dataset, layer_before.crs, codes, Span(feedback, 70, 75))
        maker = ContributionMaker(area_frame(layer_before.crs), codes, there, None,
                                  _agreed(dataset, rules.before, layer_before, rules))
        batch = batch_of(layer_before.read(feedback), columns)
        sums = maker.measure(batch, Span(feedback, 90, 100)).contributions.sums(len(codes.codes))
    agreed = _agreed(dataset, rules.role, source, rules)
    return LedgerSetup(rules, source.crs, codes, fields, ContributionMaker(frame, codes, places, before, agreed), sums,
                       tuple(notes))


def notes_on(setup: LedgerSetup, layer: str) -> tuple[Message, ...]:
    """Return what a person should know about the ledger of a layer."""
    if setup.rules.quality is None or GRADE in setup.fields.numbers:
        return setup.notes
    return (*setup.notes, translatable(
        "Indicators", "The layer {layer} has no field {field}, so the ledger shows no quality.", layer=layer,
        field=setup.rules.quality))


def with_fields(setup: LedgerSetup, fields: FeatureFields) -> LedgerSetup:
    """Return a setup for a layer whose columns may have changed."""
    return setup if fields == setup.fields else replace(setup, fields=fields)


def full_pass(setup: LedgerSetup, state: LayerState, feedback: Feedback) -> FullPass:
    """Measure all features of the edited layer; heavy, in any thread.

    :raises LandPlanError: when a column is missing or the layer cannot be read
    :raises Cancelled: when the user cancels
    """
    batch = read_all(state.source, setup.fields, Span(feedback, 0, 50))
    _confirm(state, len(batch))
    measured = setup.maker.measure(batch, Span(feedback, 50, 95))
    reader = reader_of(state.source, setup.fields)
    saved = setup.maker.measure(reader.read(state.saved)).contributions
    feedback.setProgress(100)
    return FullPass(setup, measured.contributions, measured.shapes, saved, doubts_of(batch, measured), state.touched,
                    state.count)


def _confirm(state: LayerState, read: int) -> None:
    """See that all features were read; QGIS says nothing when reading breaks off.

    :raises LandPlanError: when there are fewer or more than the layer has
    """
    if state.count not in (-1, read):
        raise LandPlanError(translatable(
            "Indicators", "The layer {layer} could not be read in full ({read} of {count} features), so there is no "
            "ledger of it. Save the edits and open the layer again.", layer=state.source.name, read=read,
            count=state.count))


def doubts_of(batch: Batch, measured: Measured) -> Doubts:
    """Return the features that do not count as they should."""
    return Doubts(
        frozenset(measured.shapeless.tolist()), frozenset(measured.placeless.tolist()), frozenset(batch.broken)
    )


def read_all(source: SourceLayer, fields: FeatureFields, feedback: Feedback) -> Batch:
    """Read the columns of all features of a layer, in the calling thread."""
    request = attributes_only(QgsFeatureRequest(), fields, source)
    return reader_of(source, fields).read(source.features(request), source.feature_count, feedback)


def reader_of(source: SourceLayer, fields: FeatureFields) -> FeatureReader:
    """Return a reader of a layer for the calling thread.

    :raises LandPlanError: when a column is missing
    """
    return FeatureReader(fields, source.qgs_fields(), source.expression_context(), source.name)


def attributes_only(request: QgsFeatureRequest, fields: FeatureFields, source: SourceLayer) -> QgsFeatureRequest:
    """Return a request that fetches no more attributes than are read."""
    if not fields.whole:
        request.setSubsetOfAttributes(sorted(fields.columns), source.qgs_fields())
    return request


def _code_columns(dataset: Dataset, role: str, layer: SourceLayer, rules: LedgerRules) -> tuple[str, ...]:
    found = columns_of(dataset, role, layer, rules.unit)
    if found or role == rules.role or dataset.pack.indicators is None:
        return found
    return columns_of(dataset, role, layer, (dataset.pack.indicators.units.code,))


def _unit_places(
    dataset: Dataset, crs: QgsCoordinateReferenceSystem, codes: UnitCodes, feedback: Feedback
) -> list[UnitPlaces]:
    """Return the units that have polygons, the smallest first."""
    places: list[UnitPlaces] = []
    rules = dataset.pack.indicators
    for role in () if rules is None else rules.units.roles[::-1]:
        layer = dataset.layer(role)
        if rules is None or layer is None or layer.geometry is not GeometryKind.POLYGON or not layer.crs.isValid():
            continue
        column = column_of(dataset, role, layer, rules.units.code_of(role))
        if column is None:
            continue
        data = layer.read(feedback)
        units = codes.places([plain_code(text_of(value)) for value in data.column(column)])
        named = np.flatnonzero(units >= 0)
        if len(named):
            polygons = reprojected(select(data.polygons, named), layer.crs, crs, layer.name)
            places.append(UnitPlaces(PreparedCover(polygons, feedback), units[named]))
    return places


def _cover(
    layer: SourceLayer, crs: QgsCoordinateReferenceSystem, feedback: Feedback
) -> Optional[PreparedCover]:
    data = layer.read(Span(feedback, 0, 30))
    return cover_of(reprojected(data.polygons, layer.crs, crs, layer.name), Span(feedback, 30, 100))


def _agreed(dataset: Dataset, role: str, layer: SourceLayer, rules: LedgerRules) -> AgreedAreas:
    """Return up to which difference the declared gross area of a layer is that of the geometry."""
    pack, known = dataset.pack, dataset.pack.layers[role].fields
    gross_name = rules.gross if rules.gross in known else rules.area
    factors, decimals = [], _DECIMALS
    for name in (rules.area, gross_name):
        rule = known.get(name or "")
        factors.append(SQUARE_METRES.get((rule.unit if rule is not None else None) or "m2", 1.0))
    rule = known.get(gross_name or "")
    if rule is not None and rule.decimals is not None:
        decimals = rule.decimals
    half = 0.5 * 10.0**-decimals * factors[1]  # what the last decimal written does not tell
    absolute = max(float(pack.tolerances.get("area", 0.02)), half)
    return AgreedAreas(absolute, float(pack.tolerances.get("area_relative", 0.0)), *factors)
