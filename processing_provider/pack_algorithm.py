"""What the algorithms share that take a rule pack and the layers of a plan."""

from __future__ import annotations

import unicodedata
from typing import Any, Optional, Sequence

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
    QgsProject,
)

from ..algorithms.dataset.source import SourceLayer, open_source, project_layers
from ..algorithms.errors import LandPlanError
from ..algorithms.language import Language
from ..algorithms.rulepack.available import available_packs
from ..algorithms.rulepack.loader import load_pack
from ..algorithms.rulepack.model import Pack
from ..algorithms.selfcheck.catalogue import kind_specs
from .base import LandPlanAlgorithm

DEFAULT_PACK = "farmland"


class PackAlgorithm(LandPlanAlgorithm):
    """An algorithm that goes by a rule pack, and many of them by the layers of a file, a folder or the open project.

    :ivar project_refusal: why the layers of the open project cannot be used, None where they can
    """

    PACK = "PACK"
    SOURCE = "SOURCE"
    default_pack = DEFAULT_PACK  # of an algorithm that only another plan knows: that plan's pack

    def __init__(self) -> None:
        """Start without layers; they are taken over when the algorithm is prepared."""
        super().__init__()
        self.project_refusal: Optional[LandPlanError] = None
        self._project_layers: Sequence[SourceLayer] = ()
        self._project_file = ""
        self._plan_layers: Sequence[SourceLayer] = ()

    def add_pack_parameter(self) -> None:
        """Define the rule pack."""
        translate = Language.current().translate
        packs = [summary.id for summary in available_packs()]
        default = self.default_pack if self.default_pack in packs else next(iter(packs), None)
        pack = QgsProcessingParameterString(self.PACK, translate("PackCheck", "Rule pack"), default)
        pack.setMetadata({"widget_wrapper": {"value_hints": packs}})
        self.add(
            pack,
            translate("PackCheck", "Id of a rule pack ({packs}) or the folder of your own.").format(
                packs=", ".join(packs)
            ),
        )

    def add_source_parameter(self, title: str, help_text: str) -> None:
        """Define where the layers of the plan are; left empty, they are those of the open project."""
        # Behaviour "folder" takes files too; behaviour "file" would refuse every geodatabase.
        folder = QgsProcessingParameterFile.Behavior.Folder
        self.add(QgsProcessingParameterFile(self.SOURCE, title, folder, optional=True), help_text)

    def prepareAlgorithm(  # noqa: N802
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Take over the layers of the open project, which only the main thread may do."""
        takes_project = self.parameterDefinition(self.SOURCE) is not None
        if takes_project and not self.parameterAsString(parameters, self.SOURCE, context):
            project = context.project() or QgsProject.instance()
            self._project_file = project.fileName()
            try:
                self._project_layers = project_layers(project)
            except LandPlanError as error:  # Processing shows only what is raised while it runs
                self.project_refusal = error
        return super().prepareAlgorithm(parameters, context, feedback)

    def chosen_pack(self, parameters: dict[str, Any], context: QgsProcessingContext) -> Pack:
        """Return the rule pack.

        :raises LandPlanError: when it cannot be used
        """
        return load_pack(self.parameterAsString(parameters, self.PACK, context), kind_specs())

    def plan_layers(
        self, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> tuple[Sequence[SourceLayer], str]:
        """Return the layers of the plan and where they come from; none where the project has none.

        :raises LandPlanError: when the data source cannot be used
        """
        source = self.parameterAsString(parameters, self.SOURCE, context)
        self._plan_layers = open_source(source) if source else self._project_layers
        name = source or self._project_file or Language.current().translate("PackCheck", "open project")
        return self._plan_layers, name


def words_of(text: str) -> list[str]:
    """Return the words of a list separated by commas, semicolons or blanks, full-width ones too."""
    text = unicodedata.normalize("NFKC", text)
    return text.replace(",", " ").replace("，", " ").replace(";", " ").replace("、", " ").split()
