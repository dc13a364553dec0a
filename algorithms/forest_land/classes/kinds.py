"""Which generation of codes a layer uses, as a check of the self-check."""

from __future__ import annotations

from typing import Iterator

import numpy as np

from ...errors import LandPlanError
from ...message import Message, translatable
from ...rulepack.kinds import ParameterSpec, ParameterType
from ...rulepack.model import CheckRule
from ...selfcheck.context import CheckContext
from ...selfcheck.findings import feature_finding, text_of
from ...selfcheck.model import Finding
from ...selfcheck.registry import check_kind
from .generations import CanonicalCodes, ClassCodes, Generation

_NAMES = {
    Generation.LYT1955: translatable("ForestLand", "LY/T 1955-2011 (four digits)"),
    Generation.INVENTORY: translatable("ForestLand", "forest inventory (three digits)"),
    Generation.SURVEY3: translatable("ForestLand", "refined third land survey (six digits)"),
    Generation.LOCAL: translatable("ForestLand", "local list"),
    Generation.UNKNOWN: translatable("ForestLand", "unknown"),
    Generation.NONE: translatable("ForestLand", "no value"),
}


def generation_name(generation: Generation) -> Message:
    """Return what a generation of codes is called."""
    return _NAMES[generation]


@check_kind("attributes.generation", field=ParameterSpec(ParameterType.FIELD, required=True))
def generation(check: CheckRule, context: CheckContext) -> Iterator[Finding]:
    """The codes of a field are of one generation; which one is said, and what is of another or none is found.

    Each value that stands out gives one finding, at the first feature that has it, with the number of features.
    """
    name = check.parameters["field"]
    rule = context.role(check.layer).fields[name]
    if rule.codes is None:
        raise LandPlanError(
            translatable("ForestLand", "The field {field} of {layer} has no code list, so generations of codes "
                         "cannot be told apart.", field=name, layer=context.role(check.layer).title)
        )
    selected = context.selection(check.layer, check.where)
    context.examined = len(selected)
    codes = ClassCodes(context.pack, rule.codes)
    column = context.column(check.layer, name)
    found = codes.canonical(column[selected])
    context.note = _statement(name, found)
    texts = np.array([text_of(value) for value in column[selected]], dtype=object)
    main = found.main
    # A code that is in no list is the business of attributes.domain.
    outside = ~np.isin(found.generation, (main, Generation.NONE, Generation.UNKNOWN))
    for value, first, count in _by_value(texts, outside):
        index = int(selected[first])
        kind = Generation(int(found.generation[first]))
        yield feature_finding(
            context, check, index, "other_generation",
            translatable("ForestLand", "{field} is {value} on {count} features: a code of the generation {other}, "
                         "where the layer uses {main}. In the codes of LY/T 1955-2011 it is {code} ({title}).",
                         field=name, value=value, count=count, other=generation_name(kind), main=generation_name(main),
                         code=str(found.codes[first]), title=codes.list.names[found.codes[first]]),
            name, value, str(found.codes[first]),
        )
    for value, first, count in _by_value(texts, _unclean(found, texts)):
        yield feature_finding(
            context, check, int(selected[first]), "code_not_clean",
            translatable("ForestLand", "{field} is “{value}” on {count} features, which was read as {code} ({title}): "
                         "write the code in half-width digits, without blanks and with its leading zero.", field=name,
                         value=value, count=count, code=str(found.codes[first]),
                         title=codes.list.names[found.codes[first]]),
            name, value, str(found.codes[first]),
        )


def _unclean(found: CanonicalCodes, texts: np.ndarray) -> np.ndarray:
    changed = set(found.changed)
    return np.fromiter((text in changed for text in texts), dtype=bool, count=len(texts))


def _by_value(texts: np.ndarray, chosen: np.ndarray) -> Iterator[tuple[str, int, int]]:
    """Yield each text among the chosen features, the place of the first that has it and how many have it."""
    places = np.flatnonzero(chosen)
    values, firsts, counts = np.unique(texts[places].astype(str), return_index=True, return_counts=True)
    yield from zip(values.tolist(), places[firsts].tolist(), counts.tolist())


def _statement(field: str, found: CanonicalCodes) -> Message:
    """Return which generation the field uses, and how many features are of another or none."""
    counts = found.counts()
    main = found.main
    if main is Generation.NONE:
        return translatable("ForestLand", "{field} holds no code of any generation.", field=field)
    others = tuple(
        translatable("ForestLand", "{generation}: {count}", generation=generation_name(kind), count=count)
        for kind, count in counts.items() if kind is not main
    )
    if not others:
        return translatable("ForestLand", "{field} is of the generation {main}: {count} features.", field=field,
                            main=generation_name(main), count=counts[main])
    return translatable("ForestLand", "{field} is of the generation {main}: {count} features; of another:\n{others}",
                        field=field, main=generation_name(main), count=counts[main], others=others)
