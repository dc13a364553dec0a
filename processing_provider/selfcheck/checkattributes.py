"""landplan:checkattributes."""

from __future__ import annotations

from .family_check import FamilyCheck


class CheckAttributes(FamilyCheck):
    """Values, codes, keys and conditions of a delivery (属性检查)."""

    FAMILY = "attributes"

    def name(self) -> str:
        """Return the fixed id."""
        return "checkattributes"

    def displayName(self) -> str:  # noqa: N802
        """Return the translated name."""
        return self.tr("Check attributes")

    def tags(self) -> list[str]:
        """Return words people search for."""
        return self.tr("attributes,values,codes,domain,required,unique,key,condition").split(",")

    def shortDescription(self) -> str:  # noqa: N802
        """Return one sentence for the tooltip."""
        return self.tr("Checks values, codes, keys and conditions of a delivery.")

    def shortHelpString(self) -> str:  # noqa: N802
        """Return the help shown beside the parameters."""
        return self.tr(
            "Checks the values of a delivery against its rule pack: mandatory and unique values, code lists, "
            "lengths, forms, ranges, names beside codes, key prefixes, references between layers and conditions "
            "between fields. A finding is placed at a point inside the feature."
        )
