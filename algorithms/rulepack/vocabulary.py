"""What the files of a pack may refer to: names collected from one file to judge another."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Callable, Mapping, Optional

from ..message import translatable
from .model import CodeList, LayerRole
from .problems import closest, listing
from .reader import Reader


@dataclass
class Vocabulary:
    """Names known in a pack; None where the file that defines them could not be read.

    References to what could not be read are not reported: one broken file gives its own problem,
    not hundreds in the others.
    """

    tolerances: Optional[Mapping[str, float]] = None
    layers: Optional[Mapping[str, LayerRole]] = None
    find_code_list: Callable[[str], Optional[CodeList]] = field(default=lambda _id: None)
    code_list_ids: Callable[[], list[str]] = field(default=list)
    rules: Optional[frozenset[str]] = None  # parts of the pack that check kinds may need

    def role(self, reader: Reader, name: str, line: int, what: str) -> Optional[LayerRole]:
        """Return a layer role, noting a name that is not known."""
        if self.layers is None or name in self.layers:
            return None if self.layers is None else self.layers[name]
        suggestion = closest(name, self.layers)
        if suggestion:
            reader.problem(
                line,
                translatable(
                    "RulePack",
                    "{key} names the layer {layer}, which layers.yaml does not have; did you mean {suggestion}?",
                    key=what,
                    layer=name,
                    suggestion=suggestion,
                ),
            )
        else:
            reader.problem(
                line,
                translatable(
                    "RulePack",
                    "{key} names the layer {layer}, which layers.yaml does not have; its layers: {layers}.",
                    key=what,
                    layer=name,
                    layers=listing(self.layers),
                ),
            )
        return None

    @staticmethod
    def check_field(reader: Reader, role: LayerRole, name: str, line: int, what: str) -> None:
        """Note a field name that a role does not have."""
        if name in role.fields:
            return
        suggestion = closest(name, role.fields)
        if suggestion:
            reader.problem(
                line,
                translatable(
                    "RulePack",
                    "{key} names the field {field}, which {layer} does not have; did you mean {suggestion}?",
                    key=what,
                    field=name,
                    layer=role.id,
                    suggestion=suggestion,
                ),
            )
        else:
            reader.problem(
                line,
                translatable(
                    "RulePack",
                    "{key} names the field {field}, which {layer} does not have; its fields: {fields}.",
                    key=what,
                    field=name,
                    layer=role.id,
                    fields=listing(role.fields),
                ),
            )

    def check_code_list(self, reader: Reader, name: str, line: int, what: str) -> None:
        """Note a code list that does not exist."""
        if self.find_code_list(name) is not None:
            return
        known = self.code_list_ids()
        if name in known:
            return  # the list is there and has reported its own problems
        suggestion = closest(name, known)
        if suggestion:
            reader.problem(
                line,
                translatable(
                    "RulePack",
                    "{key} names the code list {name}, which does not exist; did you mean {suggestion}?",
                    key=what,
                    name=name,
                    suggestion=suggestion,
                ),
            )
        else:
            reader.problem(
                line,
                translatable(
                    "RulePack",
                    "{key} names the code list {name}, which does not exist: there is no {file}.",
                    key=what,
                    name=name,
                    file=f"codelists/{name}.yaml",
                ),
            )

    def check_tolerance(self, reader: Reader, name: str, line: int, what: str) -> None:
        """Note a tolerance that pack.yaml does not name."""
        if self.tolerances is None or name in self.tolerances:
            return
        suggestion = closest(name, self.tolerances)
        if suggestion:
            reader.problem(
                line,
                translatable(
                    "RulePack",
                    "{key} names the tolerance {name}, which pack.yaml does not have; did you mean {suggestion}?",
                    key=what,
                    name=name,
                    suggestion=suggestion,
                ),
            )
        else:
            reader.problem(
                line,
                translatable(
                    "RulePack",
                    "{key} must be a number or a tolerance of pack.yaml, not {name}; its tolerances: "
                    "{tolerances}.",
                    key=what,
                    name=name,
                    tolerances=listing(self.tolerances),
                ),
            )
