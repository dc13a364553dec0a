"""What a QGIS expression in a pack must satisfy.

It parses, names fields that exist and means the same on every machine and every day.
"""

from __future__ import annotations

import re
from typing import Collection, Iterator, Optional

from qgis.core import QgsExpression, QgsFeatureRequest

from ..message import Message, translatable
from .problems import closest, listing

# Functions whose value is not decided by the feature alone. A check that used one would answer
# NULL where the layer, project or window it wants is absent, and NULL counts as met: never firing.
_OTHER_LAYERS = frozenset(
    "aggregate relation_aggregate count count_distinct count_missing minimum maximum sum mean median stdev range "
    "minority majority q1 q3 iqr min_length max_length collect concatenate concatenate_unique array_agg "
    "get_feature get_feature_by_id raster_statistic raster_value layer_property decode_uri load_layer "
    "represent_value represent_attributes display_expression maptip sqlite_fetch_and_increment "
    "overlay_contains overlay_crosses overlay_disjoint overlay_equals overlay_intersects overlay_touches "
    "overlay_within overlay_nearest".split()
)
_WINDOW_OR_MACHINE = frozenset(
    "is_selected num_selected is_layer_visible env item_variables map_credits parameter current_value "
    "current_parent_value $scale file_exists file_size is_file is_directory exif exif_geotag project_color".split()
)
_CHANGING = frozenset(("now", "rand", "randf", "uuid", "age"))
_PROJECT_UNITS = {
    "$area": "area($geometry)",
    "$length": "length($geometry)",
    "$perimeter": "perimeter($geometry)",
}
_HIDDEN_FIELDS = frozenset(("eval", "eval_template", "attribute", "attributes", "$currentfeature"))
LOCAL_VARIABLES = frozenset(("element", "index", "counter"))  # set by the array functions

# Text constants, quoted names, comments and variables, whichever comes first.
PARTS = re.compile(
    r"""(?P<constant>'(?:[^'\\]|\\.|'')*')|(?P<quoted>"(?:[^"]|"")*")|(?P<comment>--[^\n]*|/\*.*?\*/)"""
    r"""|@(?P<variable>[A-Za-z_]\w*)""",
    re.DOTALL,
)
WITH_VARIABLE = re.compile(r"with_variable\s*\(\s*'([^']+)'", re.IGNORECASE)


def expression_problems(
    expression: str, layer: str, fields: Collection[str], written: Optional[str] = None,
    conditions: Collection[str] = (),
) -> Iterator[Message]:
    """Yield what is wrong with an expression over one layer.

    :param layer: id of the layer role, for the sentences
    :param fields: names of the role's fields; column names are compared exactly
    :param written: the expression as its author wrote it, where named conditions have been put in since
    :param conditions: names of the role's conditions, for the sentences
    """
    parsed = QgsExpression(expression)
    if written is None:
        written = expression
    if parsed.hasParserError():
        reason = " ".join(parsed.parserErrorString().split()).rstrip(".")
        yield translatable(
            "RulePack",
            "The expression {expression} cannot be read: {reason}.",
            expression=written,
            reason=reason,
        )
        return
    yield from _function_problems(parsed)
    yield from _variable_problems(expression, parsed, layer, conditions)
    columns = sorted(parsed.referencedColumns() - {QgsFeatureRequest.ALL_ATTRIBUTES})
    for column in columns:
        if column not in fields:
            yield _unknown_column(column, layer, fields)
    bare = _without_quoted(written)
    for column in columns:
        # The columns of a delivery may be spelt otherwise; only quoted names can be replaced safely.
        if column in fields and re.search(
            rf"(?<![\w$@]){re.escape(column)}(?!\w|\s*\()", bare, re.IGNORECASE
        ):
            yield translatable(
                "RulePack",
                "The expression names the field {field} without quotes: write {quoted}.",
                field=column,
                quoted=f'"{column}"',
            )
    if not columns and not parsed.needsGeometry():
        yield translatable(
            "RulePack",
            "The expression {expression} looks at no field and no geometry, so it is the "
            "same for every feature.",
            expression=written,
        )


def _unknown_column(column: str, layer: str, fields: Collection[str]) -> Message:
    suggestion = closest(column, fields)
    if suggestion:
        return translatable(
            "RulePack",
            "The expression names the field {field}, which {layer} does not have; did you mean {suggestion}?",
            field=column,
            layer=layer,
            suggestion=suggestion,
        )
    return translatable(
        "RulePack",
        "The expression names the field {field}, which {layer} does not have (text "
        "constants stand in single quotes); its fields: {fields}.",
        field=column,
        layer=layer,
        fields=listing(fields),
    )


def _function_problems(parsed: QgsExpression) -> Iterator[Message]:
    for function in sorted(parsed.referencedFunctions()):
        if function in _OTHER_LAYERS:
            yield translatable(
                "RulePack",
                "The function {function} looks beyond the feature into a layer, which an "
                "expression of a rule pack cannot: use a check kind with a target.",
                function=function,
            )
        elif function in _WINDOW_OR_MACHINE:
            yield translatable(
                "RulePack",
                "The function {function} depends on the window or the computer, so the "
                "same data would give another result elsewhere: leave it out.",
                function=function,
            )
        elif function in _CHANGING:
            yield translatable(
                "RulePack",
                "The function {function} gives another value at every run, so no run could "
                "be repeated: leave it out.",
                function=function,
            )
        elif function in _PROJECT_UNITS:
            yield translatable(
                "RulePack",
                "{function} depends on the settings of the project: write {plane} for the "
                "plane value, or use a check of the kind areas.",
                function=function,
                plane=_PROJECT_UNITS[function],
            )
        elif function in _HIDDEN_FIELDS:
            yield translatable(
                "RulePack",
                "The function {function} hides which fields are read, so the rule cannot be "
                "validated: name the fields in double quotes.",
                function=function,
            )


def _variable_problems(
    expression: str, parsed: QgsExpression, layer: str, conditions: Collection[str]
) -> Iterator[Message]:
    known = LOCAL_VARIABLES | set(WITH_VARIABLE.findall(expression))
    for variable in sorted(name or "" for name in parsed.referencedVariables()):
        if variable in known:
            continue
        suggestion = closest(variable, conditions)
        if suggestion:
            yield translatable(
                "RulePack",
                "The expression names the condition @{name}, which {layer} does not have; did you mean "
                "@{suggestion}?",
                name=variable,
                layer=layer,
                suggestion=suggestion,
            )
        elif conditions:
            yield translatable(
                "RulePack",
                "The variable @{variable} has no value when a check runs, and {layer} has no condition of that "
                "name; its conditions: {conditions}.",
                variable=variable,
                layer=layer,
                conditions=listing(conditions),
            )
        else:
            yield translatable(
                "RulePack",
                "The variable @{variable} has no value when a check runs: write the value itself.",
                variable=variable,
            )


def _without_quoted(expression: str) -> str:
    """Return an expression without text constants, quoted names and comments."""
    return PARTS.sub(lambda match: match.group(0) if match.group("variable") else " ", expression)
