"""What the kinds of values are called, as in the code list ``indicator_value_kind`` of the packs."""

from __future__ import annotations

from typing import Mapping

from ..message import Title
from ..rulepack.indicator_rules import ValueKind

KIND_TITLES: Mapping[ValueKind, Title] = {
    ValueKind.BASE: Title("基期现状", "Base year"),
    ValueKind.FORMER: Title("调整前", "Before the adjustment"),
    ValueKind.ASSIGNED: Title("下达", "Assigned"),
    ValueKind.PLANNED: Title("规划", "Planned"),
    ValueKind.MEASURED: Title("实测", "Measured"),
}
