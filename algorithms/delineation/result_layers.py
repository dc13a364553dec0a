"""The delineated basic farmland and the ledger of changes in the pack's schema (JBNTBHTB, JBNTHRHC).

Values come from the parcels where the names agree, from the basic farmland before for land that stays, and from
what was measured. Areas add up to the cent: net is gross less deductions, and a parcel of the ledger is the sum of
its farmland, other agricultural, construction and unused land.
"""

from __future__ import annotations

from typing import Any, Mapping, Optional

import numpy as np
from numpy.typing import NDArray

from ..feedback import Feedback, Silent, Span
from ..geometry.wkb import select
from ..message import translatable
from ..rulepack.model import FieldRule, FieldType, LayerRole
from ..units.codes import VILLAGE_DIGITS, village_of
from .former_land import FormerLand
from .numbering import Numbering
from .parcel_areas import ParcelAreas, parcel_areas
from .parcel_columns import texts
from .reasons import removal_reasons
from .removal_documents import removal_documents
from .result import Delineation, Note
from .schema import Column, ResultTable, column_of, from_cents, plain, role_fields

Rows = NDArray[np.int64]

# What fields of the database standards mean, by all the names they have there: 基本农田划定数据库标准(2017版) and the
# table of JBNTHRHC, then the names of the edition after the third survey.
IDENTIFIER = ("BSM",)
FEATURE_CODE = ("YSDM",)
NET_AREA = ("JBNTMJ", "YJJBNTMJ")
GROSS_AREA = ("TBMJ", "YJJBNTTBMJ")
SLOPE_CLASS = ("PDJB", "GDPDJ", "GDPDJB")
QUALITY_GRADE = ("ZLDJDM",)
QUALITY_NUMBER = ("GDDB",)
CHANGE_TYPE, REASON = "HRHCLXDM", "HCYY"
FARMLAND, OTHER_AGRICULTURAL, CONSTRUCTION, UNUSED = "GDMJ", "QTNYDMJ", "JSYDMJ", "WLYDMJ"
KEPT, ENTERED, REMOVED = "0", "1", "2"  # codes of HRHCLXDM in the table of JBNTHRHC


class ResultLayers:
    """Makes the result layers of one delineation.

    :ivar notes: what a person should know about the values, once the layers are made
    """

    def __init__(self, delineation: Delineation, feedback: Feedback = Silent()) -> None:  # noqa: B008
        """Match the parcels with the basic farmland before and number them.

        :raises Cancelled: when the user cancels
        """
        self._it = it = delineation
        self._rules = it.rules
        self._result: LayerRole = it.pack.layers[it.rules.result_role]
        self._changes: LayerRole = it.pack.layers[it.rules.ledger_role]
        self.notes: list[Note] = []
        self._rank = it.situation.rank
        self._areas: ParcelAreas = parcel_areas(it)
        chosen, out = it.selection.chosen, it.is_out
        self._former = FormerLand(
            it.sources.current, it.parcels, it.is_kept | out, self._rank, Span(feedback, 0, 90), it.sources.transforms
        )
        self._villages = self._village_codes()
        self.chosen_rows = self._ordered(chosen)
        self.out_rows = self._ordered(out)
        self._number()
        feedback.setProgress(100)

    def basic_farmland(self) -> ResultTable:
        """Return the basic farmland after the delineation, one feature per parcel."""
        rows = self.chosen_rows
        known = self._derived(rows)
        known[self._result.key[0]] = self.numbers
        columns = [self._column(rule, rows, known) for rule in self._result.fields.values()]
        table = ResultTable(role_fields(self._result), columns, select(self._it.parcels.polygons, rows))
        self._note_gaps(self._result, table)
        return table

    def adjustment_ledger(self, feedback: Feedback = Silent()) -> ResultTable:  # noqa: B008
        """Return what was kept, entered and removed, one feature per parcel (基本农田划入划出)."""
        it = self._it
        rows = np.concatenate((self.chosen_rows, self.out_rows))
        entered = ~it.parcels.is_current[self.chosen_rows]
        known = self._composition(rows)
        known[CHANGE_TYPE] = [ENTERED if new else KEPT for new in entered.tolist()] + [REMOVED] * len(self.out_rows)
        known[self._changes.key[0]] = self.numbers + self.removed_numbers
        reasons = removal_reasons(it.screening, self.out_rows)
        known[REASON] = [None] * len(self.chosen_rows) + reasons
        for name, column in removal_documents(it, self._changes, self.out_rows, feedback).items():
            known[name] = [None] * len(self.chosen_rows) + column
        for name in FEATURE_CODE:
            known[name] = [self._changes.feature_code] * len(rows)
        codes = self._villages[rows].tolist()
        names = self._village_names(rows, codes)
        units = self._rules.units
        known[units.code], known[units.name] = codes, names
        for name in GROSS_AREA:
            known[name] = from_cents(self._areas.gross[rows])
        columns = [self._typed(rule, known, len(rows)) for rule in self._changes.fields.values()]
        table = ResultTable(role_fields(self._changes), columns, select(it.parcels.polygons, rows))
        missing = sum(reason is None for reason in reasons)
        if missing:
            self._say(
                translatable(
                    "ResultLayers",
                    "{count} removed parcels have no code of the reason ({field}): the rule pack knows none for why "
                    "they leave. Fill it in; the reasons are in the layer of removed parcels.",
                    count=missing, field=REASON,
                )
            )
        self._note_gaps(self._changes, table, but=(REASON,))
        return table

    def former_numbers(self, rows: Rows) -> list[Any]:
        """Return the numbers parcels had before, None for those that had none."""
        values = self._former.values(self._key_rule(), rows)
        return [None] * len(rows) if values is None else values

    # --- places and numbers --------------------------------------------------------------------

    def _ordered(self, mask: NDArray[np.bool_]) -> Rows:
        """Return parcels by village, then place: the same whatever their order was."""
        rows = np.flatnonzero(mask)
        return rows[np.lexsort((self._rank[rows], self._villages[rows].astype(str)))]

    def _village_codes(self) -> NDArray[np.object_]:
        """Return 12 digits of the village of every parcel; the code of the unit where the parcels do not say."""
        it = self._it
        name = self._rules.parcels.location
        codes = np.full(len(it.parcels), "", dtype=object)
        if name in it.parcels.values:
            codes[:] = [village_of(text) for text in texts(it.parcels.values[name]).tolist()]
        unit_codes = np.array([*(village_of(code) or code for code in it.units.codes), ""], dtype=object)
        blank = codes == ""
        codes[blank] = unit_codes[it.parcels.unit[blank]]
        return codes

    def _village_names(self, rows: Rows, codes: list[str]) -> list[Optional[str]]:
        """Return the names of villages: of the layers of units, else as the parcels say, else of the unit."""
        it = self._it
        known = dict(zip(it.units.codes, it.units.names))
        for role_id in self._rules.units.roles:
            layer = it.sources.of_role(None, role_id)
            role = it.pack.layers[role_id]
            code = None if layer is None else layer.field_name(role.fields[self._rules.units.code])
            name = None if layer is None else layer.field_name(role.fields[self._rules.units.name])
            if layer is not None and code is not None and name is not None:
                data = layer.read()
                known.update(zip(texts(data.column(code)).tolist(), texts(data.column(name)).tolist()))
        column = self._rules.parcels.location_name
        said = texts(it.parcels.values[column])[rows].tolist() if column in it.parcels.values else [""] * len(rows)
        units = [*it.units.names, ""]
        places = it.parcels.unit[rows].tolist()
        return [known.get(code) or text or units[unit] or None for code, text, unit in zip(codes, said, places)]

    def _key_rule(self) -> FieldRule:
        return self._result.fields[self._result.key[0]]

    def _number(self) -> None:
        """Number what is basic farmland, then what was."""
        rule = self._key_rule()
        numbering = Numbering(self._former.numbers(rule))
        rows, out = self.chosen_rows, self.out_rows
        inherits = self._former.is_main[rows] & self._it.parcels.is_current[rows]
        self.numbers = numbering.kept(
            self._villages[rows].tolist(), self._former.values(rule, rows), inherits, self._rank[rows]
        )
        self.removed_numbers = numbering.removed(
            self._villages[out].tolist(), self._former.values(rule, out), self._rank[out]
        )

    # --- values --------------------------------------------------------------------------------

    def _derived(self, rows: Rows) -> dict[str, Column]:
        """Return the values that were measured, by every name their fields have."""
        it, parcels = self._it, self._it.parcels
        known: dict[str, Column] = {}
        for name in GROSS_AREA:
            known[name] = from_cents(self._areas.gross[rows])
        for name in NET_AREA:
            known[name] = from_cents(self._areas.net[rows])
        for name, deduction in self._areas.deductions.items():
            known[name] = from_cents(deduction[rows])
        farmland = parcels.is_farmland[rows].tolist()
        slopes = [code or None if is_farmland else None
                  for code, is_farmland in zip(parcels.slope_class[rows].tolist(), farmland)]
        for name in SLOPE_CLASS:
            known[name] = slopes
        for name in IDENTIFIER:
            known[name] = self._identifiers(rows)
        for name in FEATURE_CODE:
            known[name] = [self._result.feature_code] * len(rows)
        self._locations(rows, known)
        grades = parcels.quality[rows]
        for name in QUALITY_NUMBER:
            known[name] = [None if grade != grade else grade for grade in grades.tolist()]
        rule = self._result.fields.get(QUALITY_GRADE[0])
        former = None if rule is None else self._former.values(rule, rows)
        known[QUALITY_GRADE[0]] = [
            (None if former is None or not str(former[i] or "").strip() else former[i]) or _grade(grade)
            for i, grade in enumerate(grades.tolist())
        ]
        if it.rules.parcels.land_class in self._result.fields:
            known[it.rules.parcels.land_class] = [code or None for code in parcels.land_class[rows].tolist()]
        return known

    def _locations(self, rows: Rows, known: dict[str, Column]) -> None:
        """Fill the place of parcels whose layer does not say it: the unit's code filled up with zeros, its name."""
        fields, values = self._rules.parcels, self._it.parcels.values
        codes = self._villages[rows].tolist()
        rule = self._result.fields.get(fields.location)
        if rule is not None and fields.location not in values:
            known[fields.location] = [code.ljust(rule.length or VILLAGE_DIGITS, "0") or None for code in codes]
        if fields.location_name in self._result.fields and fields.location_name not in values:
            known[fields.location_name] = self._village_names(rows, codes)

    def _identifiers(self, rows: Rows) -> list[int]:
        """Return the parcels' identifiers where they are positive and not yet used, else further numbers."""
        given = []
        for key in self._it.parcels.keys[rows].tolist():
            head = str(key).split("_", 1)[0]
            given.append(int(head) if head.isdigit() and 0 < int(head) < 10**10 else 0)
        used: set[int] = set()
        following = max(given, default=0)
        result = []
        for number in given:
            if number and number not in used:
                used.add(number)
                result.append(number)
            else:
                following += 1
                result.append(following)
        return result

    def _column(self, rule: FieldRule, rows: Rows, known: Mapping[str, Column]) -> Column:
        """Return a field of the basic farmland: measured, else of the parcels, else of the land before."""
        if rule.name in known:
            return self._typed(rule, known, len(rows))
        values = self._it.parcels.values
        folded = {name.casefold(): name for name in values}
        for name in (rule.name, *rule.aliases):
            if name.casefold() in folded:
                return self._typed(rule, {rule.name: plain(values[folded[name.casefold()]], rows)}, len(rows))
        former = self._former.values(rule, rows)
        if former is not None:
            return self._typed(rule, {rule.name: former}, len(rows))
        return [None] * len(rows)

    def _typed(self, rule: FieldRule, known: Mapping[str, Column], count: int) -> Column:
        """Return a column in the type of its field, and say how many values could not be brought into it."""
        before = known.get(rule.name)
        column = column_of(known, rule, count)
        lost = 0 if before is None else sum(
            value is None and given is not None and str(given).strip() != "" for value, given in zip(column, before)
        )
        if lost:
            self._say(
                translatable(
                    "ResultLayers",
                    "{count} values of the field {field} could not be taken over: they are no {type}.",
                    count=lost, field=rule.name, type=rule.type.value,
                )
            )
        if rule.type is FieldType.TEXT:
            self._note_cut(rule, before, column)
            return [None if value is None or value == "" else value for value in column]
        return column

    def _note_cut(self, rule: FieldRule, before: Optional[Column], column: Column) -> None:
        cut = [] if before is None or not rule.length else [
            str(given) for given, value in zip(before, column)
            if value is not None and len(str(given).strip()) > len(value)
        ]
        if cut:
            self._say(
                translatable(
                    "ResultLayers",
                    "{count} texts are longer than the {length} characters of the field {field} and were cut, for "
                    "example “{text}”.",
                    count=len(cut), length=rule.length, field=rule.name, text=min(cut),
                )
            )

    def _composition(self, rows: Rows) -> dict[str, Column]:
        """Return the four areas of the ledger's parcels, which add up to the parcel.

        What is deducted (ridges, ditches, linear and scattered features) counts as other agricultural land, as the
        parcel layer does not say of which class it is (INF).
        """
        parcels = self._it.parcels
        farmland = parcels.is_farmland[rows]
        group = parcels.land_group[rows]
        net, deducted = self._areas.net[rows], self._areas.deducted[rows]
        construction = ~farmland & (group == "construction")
        unused = ~farmland & (group == "unused")
        other = ~farmland & ~construction & ~unused
        unclassed = int((other & (group != "agricultural")).sum())
        if unclassed:
            self._say(
                translatable(
                    "ResultLayers",
                    "{count} parcels have no land class of the pack: the ledger lists them as other agricultural land.",
                    count=unclassed,
                )
            )
        return {
            FARMLAND: from_cents(np.where(farmland, net, 0)),
            OTHER_AGRICULTURAL: from_cents(deducted + np.where(other, net, 0)),
            CONSTRUCTION: from_cents(np.where(construction, net, 0)),
            UNUSED: from_cents(np.where(unused, net, 0)),
        }

    def _note_gaps(self, role: LayerRole, table: ResultTable, but: tuple[str, ...] = ()) -> None:
        """Say which required fields are empty, because no layer has their values."""
        if not len(table):
            return
        gaps = [
            rule.name for rule, column in zip(role.fields.values(), table.columns)
            if rule.required and rule.name not in but and any(value is None for value in column)
        ]
        if gaps:
            self._say(
                translatable(
                    "ResultLayers",
                    "Required fields of {layer} are empty where neither the parcels nor the basic farmland before has "
                    "their values: {fields}.",
                    layer=role.title, fields=", ".join(gaps),
                )
            )

    def _say(self, message: Any) -> None:
        self.notes.append(Note(message, True))


def _grade(grade: float) -> Optional[str]:
    """Return a quality grade as a code of two digits, None where it is not known."""
    if grade != grade:
        return None
    return f"{int(grade):02d}" if float(grade).is_integer() else f"{grade:.10g}"
