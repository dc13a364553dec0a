"""What the layers say of projects and land: codes in the spelling of the code lists, years, areas."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Mapping, Optional

import numpy as np
from numpy.typing import NDArray

from ...geometry.area_units import M2_PER_HA
from ...message import Message, translatable
from ...rulepack.forest_use_rules import ForestUseRules
from ...rulepack.model import CodeList
from ...selfcheck.context import CheckContext, missing_field
from ...selfcheck.findings import text_of

UNKNOWN = -1
_YEAR = re.compile(r"(\d{4})(?!\d)")  # 2023, 2023年, 2023-05-01, 2023/5


@dataclass(frozen=True)
class CodedColumn:
    """The codes of a column.

    :ivar index: int64 (features), place in ``codes``, -1 where there is none or one that the code list does not have
    :ivar codes: all codes of the list, in its order
    :ivar foreign: values that the list does not have, with how many features have them
    """

    index: NDArray[np.int64]
    codes: tuple[str, ...]
    foreign: Mapping[str, int]

    def code(self, feature: int) -> Optional[str]:
        """Return the code of a feature, None where none is known."""
        place = int(self.index[feature])
        return None if place < 0 else self.codes[place]


@dataclass(frozen=True)
class ProjectColumns:
    """The projects of a delivery.

    :ivar names: name of each project, '' where it has none; ``numbers`` and ``documents`` likewise
    :ivar type: type of project, ``approval`` who approved it, ``nature`` of the use
    :ivar unsaid: bool (projects), where no nature is stated and the pack's default counts
    :ivar year: int64 (projects), 0 where none is stated
    :ivar declared_m2: float64 (projects), forest land it states it uses, NaN where it states none
    :ivar notes: columns that are missing
    """

    names: tuple[str, ...]
    numbers: tuple[str, ...]
    documents: tuple[str, ...]
    type: CodedColumn
    approval: CodedColumn
    nature: CodedColumn
    unsaid: NDArray[np.bool_]
    year: NDArray[np.int64]
    declared_m2: NDArray[np.float64]
    notes: tuple[Message, ...]

    def __len__(self) -> int:
        """Return the number of projects."""
        return len(self.names)

    def called(self, project: int) -> str:
        """Return how a project is named in sentences: name, else number, else its place in the layer."""
        return self.names[project] or self.numbers[project] or f"#{project + 1}"


def coded_column(context: CheckContext, role: str, field: str) -> CodedColumn:
    """Return the codes of a column; aliases count as the code they stand for, blanks around a code do not matter.

    A column that is missing holds no code.

    :raises NotRunnable: when the layer is missing
    """
    codes = context.pack.code_lists[context.role(role).fields[field].codes or ""]
    places = {code: place for place, code in enumerate(codes.names)}
    column = context.layer(role).field_name(context.role(role).fields[field])
    if column is None:
        return CodedColumn(np.full(len(context.data(role)), UNKNOWN, dtype=np.int64), tuple(places), {})
    values, index = context.codes(role).of(column)
    written = [text_of(value).strip() for value in values]
    known = np.array([places.get(_canonical(text, codes), UNKNOWN) for text in written], dtype=np.int64)
    counts = np.bincount(index, minlength=len(written))
    foreign = {text: int(counts[place]) for place, text in enumerate(written) if text and known[place] < 0}
    return CodedColumn(known[index] if len(known) else index.astype(np.int64), tuple(places), foreign)


def _canonical(text: str, codes: CodeList) -> str:
    return codes.aliases.get(text, text)


def project_columns(context: CheckContext, rules: ForestUseRules) -> ProjectColumns:
    """Return what the layer says of the projects.

    :raises NotRunnable: when the layer is missing
    """
    fields = rules.projects
    role = fields.role
    nature = coded_column(context, role, fields.nature)
    unsaid = nature.index < 0
    if fields.blank_nature in nature.codes:
        index = np.where(unsaid, nature.codes.index(fields.blank_nature), nature.index)
        nature = CodedColumn(index, nature.codes, nature.foreign)
    notes = tuple(
        missing_field(context.layer(role).name, context.role(role).fields[field])
        for field in (fields.name, fields.type, fields.approval, fields.nature, fields.year, fields.area)
        if context.layer(role).field_name(context.role(role).fields[field]) is None
    )
    declared = column_numbers(context, role, fields.area) * M2_PER_HA
    declared[~(declared > 0)] = np.nan
    return ProjectColumns(
        names=_texts(context, role, fields.name),
        numbers=_texts(context, role, fields.number),
        documents=_texts(context, role, fields.document),
        type=coded_column(context, role, fields.type),
        approval=coded_column(context, role, fields.approval),
        nature=nature,
        unsaid=unsaid,
        year=_years(context, role, fields.year),
        declared_m2=declared,
        notes=notes,
    )


def foreign_codes(column: CodedColumn, layer: str, field: str) -> tuple[Message, ...]:
    """Return a sentence for codes that the code list does not have."""
    if not column.foreign:
        return ()
    first = next(iter(column.foreign))
    return (translatable(
        "ForestUse", "{count} features of {layer} have a code in {field} that its code list does not have, for example "
        "{code}: they count as not stated.", count=sum(column.foreign.values()), layer=layer, field=field, code=first),)


def _texts(context: CheckContext, role: str, field: Optional[str]) -> tuple[str, ...]:
    name = None if field is None else context.layer(role).field_name(context.role(role).fields[field])
    if name is None:
        return ("",) * len(context.data(role))
    return tuple(text_of(value).strip() for value in np.ma.asarray(context.data(role).column(name)).tolist())


def column_numbers(context: CheckContext, role: str, field: str) -> NDArray[np.float64]:
    """Return float64 (features), the numbers of a column, NaN where it has none; text that holds a number is read.

    All NaN where the column is missing.
    """
    name = context.layer(role).field_name(context.role(role).fields[field])
    if name is None:
        return np.full(len(context.data(role)), np.nan)
    column = np.ma.asarray(context.data(role).column(name))
    if column.dtype.kind in "iuf":
        return np.ma.filled(column.astype(np.float64), np.nan)
    return np.array([_number(value) for value in column.tolist()], dtype=np.float64)


def _years(context: CheckContext, role: str, field: str) -> NDArray[np.int64]:
    """Return int64 (features), the years of a column, 0 where it has none; of a date that of the date."""
    years = column_numbers(context, role, field)
    name = context.layer(role).field_name(context.role(role).fields[field])
    if name is not None:
        column = np.ma.asarray(context.data(role).column(name))
        if column.dtype.kind not in "iuf":
            found = [_YEAR.match(str(value).strip()) for value in column.tolist()]
            years = np.array([np.nan if match is None else float(match[1]) for match in found], dtype=np.float64)
    whole = np.isfinite(years) & (years == np.floor(years)) & (years > 0) & (years < 10_000)
    return np.where(whole, years, 0.0).astype(np.int64)


def _number(value: object) -> float:
    try:
        return float(str(value).strip()) if value is not None else np.nan
    except ValueError:
        return np.nan
