"""One edition of the one-map: what its fields say, ready to be compared with another edition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Mapping, Optional

import numpy as np
from numpy.typing import NDArray

from ...dataset.dataset import Dataset
from ...dataset.layer import SourceLayer
from ...errors import LandPlanError
from ...feedback import Feedback, Silent
from ...geometry.arrays import PolygonArrays
from ...indicators.feature_codes import feature_codes
from ...message import Message, translatable
from ...rulepack.edition_rules import ComparedField, EditionRules
from ...rulepack.model import GeometryKind, LayerRole, Pack
from ...selfcheck.context import CheckContext
from ...selfcheck.findings import text_of
from ..classes.generations import CanonicalCodes, ClassCodes
from ..classes.unread import UnreadClasses, unread_classes

Texts = NDArray[np.object_]


@dataclass(frozen=True)
class Edition:
    """The features of one edition; all arrays have one entry per feature.

    :ivar context: what was read of it, for what is measured in it
    :ivar key: text, '' where the feature has no key of its own
    :ivar unit: text, code of the administrative unit, '' where there is none
    :ivar classes: how the classes are written
    :ivar class_code: text, the class in its canonical code, an unknown one as it is written, '' where there is none
    :ivar land: bool, forest land; ``forest``: forest
    :ivar values: text by field, '' where empty; fields the layer does not have are left out
    :ivar previous: what it says of the edition before, by the field that is meant; likewise
    :ivar reason: text, the reason of change, None where the layer has no such field; ``year`` likewise
    :ivar repeated_keys: how many features have a key that another one has
    :ivar unread: features whose class no condition can read: they count as no forest land, and that is told
    """

    context: CheckContext
    layer: SourceLayer
    dataset: Dataset
    fids: NDArray[np.int64]
    polygons: PolygonArrays
    key: Texts
    unit: Texts
    classes: CanonicalCodes
    class_code: Texts
    land: NDArray[np.bool_]
    forest: NDArray[np.bool_]
    values: Mapping[str, Texts]
    previous: Mapping[str, Texts]
    reason: Optional[Texts]
    year: Optional[Texts]
    repeated_keys: int
    unread: UnreadClasses

    @property
    def notes(self) -> tuple[Message, ...]:
        """What a person should know before believing what changed."""
        if not len(self):
            return (translatable(
                "Editions", "{layer} has no features, so everything is new or lost. Choose the layer that holds the "
                "edition.", layer=self.layer.name),)
        if not len(self.unread):
            return ()
        return (translatable(
            "Editions", "{count} features of {layer} have no known code in {field} ({examples}), so they count as no "
            "forest land: what is new and lost there is not known. Correct it.", count=len(self.unread),
            layer=self.layer.name, field=self.unread.field, examples=", ".join(self.unread.examples) or "NULL"),)

    def __len__(self) -> int:
        """Return the number of features."""
        return len(self.fids)


def edition_rules(pack: Pack) -> EditionRules:
    """Return how editions are compared.

    :raises LandPlanError: when the rule pack does not say
    """
    if pack.editions is None:
        raise LandPlanError(
            translatable("Editions", "The rule pack {pack} has no editions.yaml, so editions cannot be compared. "
                         "Choose the pack of the forest-land plan.", pack=pack.title)
        )
    return pack.editions


def read_edition(
    dataset: Dataset, rules: EditionRules, feedback: Feedback = Silent()  # noqa: B008
) -> Edition:
    """Read the layer that is bound to the role of the rules.

    :raises LandPlanError: when it has no polygons, no coordinate reference system or not the fields it needs
    :raises Cancelled: when the user cancels
    """
    context = CheckContext(dataset, (), feedback)
    layer = context.layer(rules.role)
    if layer.geometry is not GeometryKind.POLYGON:
        raise LandPlanError(
            translatable("Editions", "{layer} holds no polygons: choose a polygon layer.", layer=layer.name))
    if not layer.crs.isValid():
        raise LandPlanError(
            translatable("Editions", "{layer} has no coordinate reference system, so it cannot be laid over the other "
                         "edition. Assign the one the data were made in.", layer=layer.name))
    role, data = context.role(rules.role), context.data(rules.role)
    units = feature_codes(context, rules.role, rules.unit) if rules.unit else None
    unit = np.full(len(data), "", dtype=object)
    if units is not None:
        unit = np.array(units.names, dtype=object)[units.index] if len(units.index) else unit
    key, repeated = _keys(context, rules, role, unit)
    class_list = role.fields[rules.land_class.field].codes or ""
    classes = ClassCodes(dataset.pack, class_list).canonical(context.column(rules.role, rules.land_class.field))
    written = _plain_texts(context, rules.role, rules.land_class.field)
    class_code = np.array([code or text for code, text in zip(classes.codes.tolist(), written.tolist())], dtype=object)
    values, previous = {}, {}
    for compared in rules.compared:
        found = _texts(context, role, compared.field)
        if found is not None:
            values[compared.field] = found
    for compared in (rules.land_class, *rules.compared):
        found = _previous(context, role, compared, dataset.pack)
        if found is not None:
            previous[compared.field] = found
    return Edition(
        context=context,
        layer=layer,
        dataset=dataset,
        fids=data.fids,
        polygons=context.polygons(rules.role),
        key=key,
        unit=unit,
        classes=classes,
        class_code=class_code,
        land=_chosen(context, rules, role, rules.land),
        forest=_chosen(context, rules, role, rules.forest),
        values=values,
        previous=previous,
        reason=None if rules.reason is None else _texts(context, role, rules.reason),
        year=None if rules.year is None else _texts(context, role, rules.year),
        repeated_keys=repeated,
        unread=unread_classes(context, rules.role, rules.land_class.field),
    )


def _keys(context: CheckContext, rules: EditionRules, role: LayerRole, unit: Texts) -> tuple[Texts, int]:
    """Return the key of each feature, '' where it has none of its own, and how many share theirs."""
    own = [field for field in role.key if field not in rules.unit]
    parts = [unit] if len(own) < len(role.key) else []
    parts += [_plain_texts(context, rules.role, field) for field in own]
    keys = np.full(len(unit), "", dtype=object)
    if parts:  # without a key in the pack features are matched by their place
        keys[:] = ["|".join(one) if all(one) else "" for one in zip(*(part.tolist() for part in parts))]
    if rules.numbered is not None:
        numbered = _chosen(context, rules, role, rules.numbered)
        keys[~numbered] = ""
    _, places, counts = np.unique(keys.astype(str), return_inverse=True, return_counts=True)
    several = (counts > 1)[places.reshape(-1)] & (keys != "")
    keys[several] = ""
    return keys, int(several.sum())


def _chosen(context: CheckContext, rules: EditionRules, role: LayerRole, condition: str) -> NDArray[np.bool_]:
    chosen = np.zeros(len(context.data(rules.role)), dtype=bool)
    chosen[context.selection(rules.role, role.conditions[condition].expression)] = True
    return chosen


def _plain_texts(context: CheckContext, role_id: str, field: str) -> Texts:
    """Return the values of a column as texts without blanks around them, '' for NULL."""
    values, places = context.codes(role_id).of(context.column_name(role_id, field))
    texts = np.array(["" if value is None else text_of(value).strip() for value in values], dtype=object)
    return texts[places] if len(places) else np.empty(0, dtype=object)


def _texts(context: CheckContext, role: LayerRole, field: str) -> Optional[Texts]:
    """Return the values of a field, codes of other generations as those of the code list; None without the column."""
    rule = role.fields[field]
    if context.layer(role.id).field_name(rule) is None:
        return None
    texts = _plain_texts(context, role.id, field)
    codes = context.pack.code_lists.get(rule.codes) if rule.codes is not None else None
    if codes is None or not codes.aliases:
        return texts
    return np.array([codes.aliases.get(text, text) for text in texts.tolist()], dtype=object)


def _previous(context: CheckContext, role: LayerRole, compared: ComparedField, pack: Pack) -> Optional[Texts]:
    """Return what a layer says of the edition before; a class in its canonical code."""
    if compared.previous is None or context.layer(role.id).field_name(role.fields[compared.previous]) is None:
        return None
    rules = pack.editions
    if rules is None or compared != rules.land_class:
        return _texts(context, role, compared.previous)
    class_list = role.fields[compared.field].codes or ""
    found = ClassCodes(pack, class_list).canonical(context.column(role.id, compared.previous))
    return np.array([code or "" for code in found.codes.tolist()], dtype=object)
