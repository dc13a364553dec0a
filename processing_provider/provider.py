"""The Processing provider ``landplan``."""

from __future__ import annotations

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from .adjustment.checkadjustment import CheckAdjustment
from .adjustment.checkforestquota import CheckForestQuota
from .adjustment.checkindicators import CheckIndicators
from .adjustment.checkthreelines import CheckThreeLines
from .adjustment.comparedelineations import CompareDelineations
from .adjustment.compareeditions import CompareEditions
from .base import ICONS
from .delineation.consolidationreserve import ConsolidationReserve
from .delineation.delineatefarmland import DelineateFarmland
from .delineation.ecologicalspace import EcologicalSpace
from .delineation.forestgrades import ForestGrades
from .delineation.planningbase import PlanningBaseAlgorithm
from .delineation.proposereplacement import ProposeReplacement
from .delineation.responsibilityzones import ResponsibilityZones
from .delineation.screenparcels import ScreenParcels
from .delineation.slopeclasses import SlopeClasses
from .delineation.urbanboundary import UrbanBoundary
from .delivery.changereport import ChangeReportAlgorithm
from .delivery.evaluatestatus import EvaluateStatus
from .delivery.measureindicators import MeasureIndicators
from .selfcheck.checkareas import CheckAreas
from .selfcheck.checkattributes import CheckAttributes
from .selfcheck.checkgeometry import CheckGeometry
from .selfcheck.checkstructure import CheckStructure
from .selfcheck.checktopology import CheckTopology
from .selfcheck.runselfcheck import RunSelfCheck

# The toolbox sorts by name; here one group after the other.
ALGORITHMS = (
    ConsolidationReserve,
    DelineateFarmland,
    ProposeReplacement,
    ResponsibilityZones,
    ScreenParcels,
    SlopeClasses,
    UrbanBoundary,
    EcologicalSpace,
    PlanningBaseAlgorithm,
    ForestGrades,
    CheckAdjustment,
    CheckIndicators,
    CheckThreeLines,
    CheckForestQuota,
    CompareDelineations,
    CompareEditions,
    RunSelfCheck,
    CheckStructure,
    CheckAttributes,
    CheckGeometry,
    CheckTopology,
    CheckAreas,
    MeasureIndicators,
    ChangeReportAlgorithm,
    EvaluateStatus,
)


class LandPlanProvider(QgsProcessingProvider):
    """All algorithms of the toolbox (国土规划工具箱)."""

    def id(self) -> str:
        """Return the fixed id that scripts use."""
        return "landplan"

    def name(self) -> str:
        """Return the translated name."""
        return self.tr("Land Plan Toolbox")

    def icon(self) -> QIcon:
        """Return the icon of the toolbox."""
        return QIcon(str(ICONS / "icon.svg"))

    def svgIconPath(self) -> str:  # noqa: N802
        """Return the path of the icon."""
        return str(ICONS / "icon.svg")

    def loadAlgorithms(self) -> None:  # noqa: N802
        """Register every algorithm."""
        for algorithm in ALGORITHMS:
            self.addAlgorithm(algorithm())
