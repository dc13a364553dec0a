"""What a reader needs to get the same numbers again: data, rules, tolerances, methods and versions."""

from __future__ import annotations

import json
from typing import Mapping

from ..language import Language
from ..selfcheck.model import CheckRun
from .figures import value_text
from .markup import Content, Markup, element, escaped, table


def provenance(run: CheckRun, language: Language) -> Markup:
    """Return the section on the origin of everything in the report."""
    facts: list[tuple[str, Content]] = [
        (language.translate("Report", "Data checked"), run.source),
        (language.translate("Report", "Data fingerprint (SHA-256)"), _code(run.fingerprint)),
        (language.translate("Report", "Rule pack"), f"{run.pack_id} {run.pack_version}"),
        (language.translate("Report", "Rule pack hash"), _code(run.pack_hash)),
        (language.translate("Report", "Checks asked for"), _selected(run, language)),
        (
            language.translate("Report", "Coordinate reference system"),
            run.crs or language.translate("Report", "unknown"),
        ),
        (language.translate("Report", "Ellipsoid"), run.ellipsoid),
        (language.translate("Report", "Area method"), language.render(run.area_method)),
        (
            language.translate("Report", "Tolerances"),
            _pairs({k: value_text(v) for k, v in run.tolerances.items()}),
        ),
        (language.translate("Report", "Software"), _pairs(run.versions)),
    ]
    if run.extra_layers:
        facts.append((language.translate("Report", "Layers no rule is about"), ", ".join(run.extra_layers)))
    parts = [
        element("h2", language.translate("Report", "Provenance")),
        element(
            "dl",
            [part for name, value in facts for part in (element("dt", name), element("dd", value))],
            class_="facts",
        ),
        element("h3", language.translate("Report", "Layers")),
        _bindings(run, language),
        element("h3", language.translate("Report", "Parameters of the checks")),
        _parameters(run, language),
    ]
    return element("section", parts)


def _bindings(run: CheckRun, language: Language) -> Markup:
    """Return which layer was taken for which role, and why one was not."""
    rows: list[list[Content]] = []
    for binding in run.bindings:
        bound = bool(binding.layer_name)
        name = binding.layer_name if bound else language.translate("Report", "not bound")
        rows.append(
            [
                language.title(binding.title),
                _code(binding.role),
                element("span", name, class_="" if bound else "not_run-word"),
                str(binding.feature_count) if bound else "–",
                binding.crs,
                "" if binding.note is None else language.render(binding.note),
            ]
        )
    head = [
        language.translate("Report", "Layer of the rule pack"),
        language.translate("Report", "Role"),
        language.translate("Report", "Layer in the data"),
        language.translate("Report", "Features"),
        language.translate("Report", "CRS"),
        language.translate("Report", "Note"),
    ]
    return table(head, rows, ["", "", "", "num", "", "wide"])


def _parameters(run: CheckRun, language: Language) -> Markup:
    """Return the parameters and the filter of every check of the run."""
    rows: list[list[Content]] = []
    for result in run.results:
        rule = result.check
        given = {name: _plain(value) for name, value in rule.parameters.items()}
        rows.append([rule.id, _code(rule.kind), _pairs(given), _code(rule.where or "")])
    head = [
        language.translate("Report", "Check"),
        language.translate("Report", "Kind"),
        language.translate("Report", "Parameters"),
        language.translate("Report", "Only features with"),
    ]
    return table(head, rows, ["key short", "", "wide", ""])


def _selected(run: CheckRun, language: Language) -> str:
    if not run.selected:
        return language.translate("Report", "all {count} of the rule pack").format(count=run.check_count)
    return ", ".join(run.selected)


def _pairs(values: Mapping[str, object]) -> str:
    """Return names and values in the order of the names."""
    return "; ".join(f"{name} = {value}" for name, value in sorted(values.items()))


def _plain(value: object) -> str:
    """Return a parameter as the pack states it."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def _code(text: str) -> Markup:
    return element("span", text, class_="code") if text else escaped("")
