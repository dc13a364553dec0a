"""landplan:checkstructure."""

from __future__ import annotations

from qgis.core import QgsProcessing, QgsWkbTypes

from .family_check import FamilyCheck


class CheckStructure(FamilyCheck):
    """Layers, geometry types, fields, CRS and encoding of a delivery (结构检查)."""

    FAMILY = "structure"
    SINK_TYPE = QgsProcessing.SourceType.TypeVector
    WKB_TYPE = QgsWkbTypes.Type.NoGeometry

    def name(self) -> str:
        """Return the fixed id."""
        return "checkstructure"

    def displayName(self) -> str:  # noqa: N802
        """Return the translated name."""
        return self.tr("Check structure")

    def tags(self) -> list[str]:
        """Return words people search for."""
        return self.tr("structure,fields,layers,schema,encoding,CRS,database standard").split(",")

    def shortDescription(self) -> str:  # noqa: N802
        """Return one sentence for the tooltip."""
        return self.tr("Compares layers and fields of a delivery with the database standard.")

    def shortHelpString(self) -> str:  # noqa: N802
        """Return the help shown beside the parameters."""
        return self.tr(
            "Compares a delivery with the structure its rule pack demands: required layers, geometry types, "
            "fields with their types, lengths and decimals, coordinate reference systems and readable text."
        )
