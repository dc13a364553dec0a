"""What a check sees of the run: layers, arrays, selections and areas, each computed once."""

from __future__ import annotations

import re
from typing import Any, Callable, Iterable, Optional, Sequence, TypeVar

import numpy as np
from numpy.typing import NDArray
from qgis.core import QgsExpression, QgsFeatureRequest

from ..dataset.binding import GEOMETRY_TITLES, Binding, BindingState, Dataset
from ..dataset.layerdata import LayerData
from ..dataset.source import SourceLayer
from ..errors import LandPlanError
from ..feedback import Feedback, raise_if_cancelled
from ..geometry.area import ellipsoidal_areas
from ..geometry.arrays import PolygonArrays
from ..geometry.plane import metres_per_unit
from ..geometry.projection import AreaFrame, area_frame
from ..geometry.wkb import select
from ..message import Message, translatable
from ..rulepack.model import CheckRule, FieldRule, GeometryKind, LayerRole
from .columnwise import ColumnCodes, verdicts
from .sure_expressions import never_fails

T = TypeVar("T")

CANCEL_EVERY = 4096  # features between two looks at the cancel button
# A quoted name (group 1), or what may hold quotes that are none: text constants and comments.
_NAME_OR_TEXT = re.compile(r'''"((?:[^"]|"")+)"|'(?:[^'\\]|\\.|\'\')*'|--[^\n]*|/\*.*?\*/''', re.DOTALL)


class NotRunnable(LandPlanError):
    """A check that cannot run; its message names the missing input."""


class CheckContext:
    """The dataset of one run, with everything that several checks share kept once computed."""

    def __init__(self, dataset: Dataset, checks: Sequence[CheckRule], feedback: Feedback) -> None:
        """:param checks: all checks of the run, so that expressions of one layer are evaluated together"""
        self.dataset = dataset
        self.pack = dataset.pack
        self.checks = tuple(checks)
        self.feedback = feedback
        self.examined = 0
        self.doubt: Optional[Message] = None  # why the running check could not look at all it should
        self.note: Optional[Message] = None  # what the running check has to say besides its findings
        self._cache: dict[object, Any] = {}

    def once(self, key: object, compute: Callable[[], T]) -> T:
        """Return the value kept under ``key``, computing it the first time it is asked for."""
        if key not in self._cache:
            self._cache[key] = compute()
        value: T = self._cache[key]
        return value

    # --- layers and fields -------------------------------------------------------------------

    def role(self, role_id: Optional[str]) -> LayerRole:
        """Return a layer role of the pack."""
        if role_id is None:
            raise ValueError("this check needs a layer")
        return self.pack.layers[role_id]

    def binding(self, role_id: str) -> Binding:
        """Return how a role is bound."""
        return self.dataset.bindings[role_id]

    def layer(self, role_id: Optional[str]) -> SourceLayer:
        """Return the layer bound to a role.

        :raises NotRunnable: when the role is not bound to exactly one layer
        """
        role = self.role(role_id)
        binding = self.binding(role.id)
        if binding.layer is None or binding.state is BindingState.AMBIGUOUS:
            raise NotRunnable(
                binding.note
                or translatable("SelfCheck", "The layer {layer} is missing: add it to the delivery or bind it by hand.",
                                layer=role.title)
            )
        return binding.layer

    def polygon_layer(self, role_id: Optional[str]) -> SourceLayer:
        """Return the layer bound to a role, which must hold polygons.

        :raises NotRunnable: when the layer is missing or holds no polygons
        """
        layer = self.layer(role_id)
        if layer.geometry is not GeometryKind.POLYGON:
            raise NotRunnable(
                translatable("SelfCheck", "The layer {layer} holds {geometry} instead of polygons.",
                             layer=layer.name, geometry=GEOMETRY_TITLES[layer.geometry])
            )
        return layer

    def data(self, role_id: Optional[str]) -> LayerData:
        """Return the arrays of the layer bound to a role."""
        layer = self.layer(role_id)
        return self.once(("data", role_id), lambda: layer.read(self.feedback))

    def column_name(self, role_id: Optional[str], field: str) -> str:
        """Return the real column of a field.

        :raises NotRunnable: when the layer has no such column
        """
        layer = self.layer(role_id)
        name = layer.field_name(self.role(role_id).fields[field])
        if name is None:
            raise NotRunnable(missing_field(layer.name, self.role(role_id).fields[field]))
        return name

    def numbers(self, role_id: Optional[str], field: str) -> np.ma.MaskedArray:
        """Return the values of a field as float64, NULL masked.

        :raises NotRunnable: when the column is missing or holds no numbers
        """
        column = self.column(role_id, field)
        if column.dtype.kind not in "iuf":
            layer = self.layer(role_id)
            found = layer.field(self.column_name(role_id, field))
            raise NotRunnable(
                translatable("SelfCheck", "The field {field} ({title}) of {layer} is {found} and holds no numbers, so "
                             "its values could not be checked.", field=field,
                             title=self.role(role_id).fields[field].title, layer=layer.name,
                             found=found.type_name if found else "")
            )
        return np.ma.asarray(column, dtype=np.float64)

    def column(self, role_id: Optional[str], field: str) -> np.ma.MaskedArray:
        """Return the values of a field, NULL masked (NotRunnable when the column is missing)."""
        return self.data(role_id).column(self.column_name(role_id, field))

    def codes(self, role_id: Optional[str]) -> ColumnCodes:
        """Return which values are equal in the columns of a layer."""
        data = self.data(role_id)
        return self.once(("codes", role_id), lambda: ColumnCodes(data))

    def available_fields(self, check: CheckRule, rules: Iterable[FieldRule]) -> tuple[list[FieldRule], list[FieldRule]]:
        """Split field rules into those whose column exists and those whose required column is missing."""
        layer = self.layer(check.layer)
        present: list[FieldRule] = []
        missing: list[FieldRule] = []
        for rule in rules:
            if layer.field_name(rule) is not None:
                present.append(rule)
            elif rule.presence.value == "required":
                missing.append(rule)
        return present, missing

    def number(self, check: CheckRule, name: str, default: Optional[float] = None) -> float:
        """Return a number parameter; a word is the name of one of the pack's tolerances."""
        value = check.parameters.get(name, default)
        if isinstance(value, str):
            return float(self.pack.tolerance(value))
        if value is None:
            raise ValueError(f"check {check.id} has no number {name}")
        return float(value)

    def topology_tolerance(self, check: CheckRule) -> float:
        """Return the tolerance of a topology check in m: its own, or the pack's ``topology``."""
        if "tolerance" in check.parameters:
            return self.number(check, "tolerance")
        return float(self.pack.tolerances.get("topology", 0.001))

    def layer_tolerance(self, check: CheckRule) -> float:
        """Return the topology tolerance in the units of the layer's coordinates."""
        return self.topology_tolerance(check) / metres_per_unit(self.layer(check.layer).crs)

    # --- selections --------------------------------------------------------------------------

    def selection(self, role_id: Optional[str], where: Optional[str]) -> NDArray[np.int64]:
        """Return the indexes of the features an expression selects (all without one)."""
        if not where:
            return self.once(("all", role_id), lambda: np.arange(len(self.data(role_id)), dtype=np.int64))
        selected, doubt = self.once(("where", role_id, where), lambda: self._select(role_id, where))
        self.doubt = self.doubt or doubt
        return selected

    def _select(self, role_id: Optional[str], where: str) -> tuple[NDArray[np.int64], Optional[Message]]:
        """Return the selected indexes, and why features could not be decided upon (None: all could)."""
        layer = self.layer(role_id)
        expression = self.layer_expression(role_id, where)
        chosen = verdicts(layer, self.codes(role_id), expression, self.feedback)
        if chosen is not None and not len(chosen.broken):
            return chosen.true, None
        request = attribute_request(layer, expression)
        condition = QgsExpression(expression)
        sure = never_fails(condition)
        # try(): QGIS passes over a feature on which a filter breaks, without a word; and a source that can filter
        # by itself compares texts with numbers in ways of its own, but knows no try(). A comment ends at the newline.
        request.setFilterExpression(f"try({expression}\n, true)")
        expression_context = layer.expression_context()
        request.setExpressionContext(expression_context)
        condition.prepare(expression_context)
        fids: list[int] = []
        failed: list[tuple[int, str]] = []
        for number, feature in enumerate(layer.features(request)):
            if number % CANCEL_EVERY == 0:
                raise_if_cancelled(self.feedback)
            if not sure:
                expression_context.setFeature(feature)
                condition.evaluate(expression_context)
                if condition.hasEvalError():
                    failed.append((feature.id(), condition.evalErrorString()))
                    continue
            fids.append(feature.id())
        selected = np.sort(self.indexes(role_id, np.array(fids, dtype=np.int64)))
        if not failed:
            return selected, None
        return selected, translatable(
            "SelfCheck", "Whether the check concerns {count} features of {layer} cannot be told, because {where} "
            "cannot be evaluated there, for example on feature {fid}: {reason}", count=len(failed),
            layer=layer.name, where=where, fid=failed[0][0], reason=failed[0][1])

    def indexes(self, role_id: Optional[str], fids: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return the array indexes of feature ids."""
        data = self.data(role_id)
        order = self.once(("fid order", role_id), lambda: np.argsort(data.fids, kind="stable"))
        return order[np.searchsorted(data.fids, fids, sorter=order)].astype(np.int64)

    def layer_expression(self, role_id: Optional[str], expression: str) -> str:
        """Return an expression with the pack's field names replaced by the layer's columns.

        :raises NotRunnable: when a column it needs is missing
        """
        role = self.role(role_id)
        needed = QgsExpression(expression).referencedColumns()
        names = {field: self.column_name(role_id, field) for field in role.fields if field in needed}
        renamed = {field: name for field, name in names.items() if field.lower() != name.lower()}

        def replace(match: re.Match[str]) -> str:
            name = renamed.get(match.group(1) or "")
            return match.group() if name is None else QgsExpression.quotedColumnRef(name)

        return _NAME_OR_TEXT.sub(replace, expression) if renamed else expression

    # --- geometry ----------------------------------------------------------------------------

    def polygons(self, role_id: Optional[str], where: Optional[str] = None) -> PolygonArrays:
        """Return the polygons of a layer, only those ``where`` selects; ``selection`` maps them back."""
        self.polygon_layer(role_id)
        whole = self.data(role_id).polygons
        if not where:
            return whole
        selected = self.selection(role_id, where)  # each time: every check is to know of a doubt about it
        return self.once(("polygons", role_id, where), lambda: select(whole, selected))

    def frame(self, role_id: Optional[str]) -> AreaFrame:
        """Return how areas of a layer are computed (NotRunnable when the layer has no CRS)."""
        layer = self.layer(role_id)
        if not layer.crs.isValid():
            raise NotRunnable(
                translatable("SelfCheck", "The layer {layer} has no coordinate reference system, so no area can be "
                             "computed: assign its CRS.", layer=layer.name)
            )
        return self.once(("frame", role_id), lambda: area_frame(layer.crs))

    def areas(self, role_id: Optional[str]) -> NDArray[np.float64]:
        """Return the ellipsoidal area of every feature in m², NaN where it has none."""
        frame = self.frame(role_id)
        polygons = self.polygons(role_id)
        return self.once(("areas", role_id), lambda: ellipsoidal_areas(polygons, frame, feedback=self.feedback))


def missing_field(layer_name: str, rule: FieldRule) -> Message:
    """Return the sentence for a column that is not there."""
    return translatable("SelfCheck", "The layer {layer} has no field {field} ({title}).",
                        layer=layer_name, field=rule.name, title=rule.title)


def attribute_request(layer: SourceLayer, *expressions: str) -> QgsFeatureRequest:
    """Return a request without geometry and with the attributes the expressions need only."""
    parsed = [QgsExpression(expression) for expression in expressions]
    request = QgsFeatureRequest()
    if not any(expression.needsGeometry() for expression in parsed):
        request.setFlags(QgsFeatureRequest.Flag.NoGeometry)
    columns = set().union(*(expression.referencedColumns() for expression in parsed))
    if QgsFeatureRequest.ALL_ATTRIBUTES not in columns:
        request.setSubsetOfAttributes(sorted(columns), layer.qgs_fields())
    return request
