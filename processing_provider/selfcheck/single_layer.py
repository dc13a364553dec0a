"""What the algorithms that check one layer without a pack share."""

from __future__ import annotations

from typing import Mapping, Optional, Sequence

from qgis.core import QgsProcessingException, QgsProcessingFeedback

from ...algorithms.dataset.source import SourceLayer
from ...algorithms.language import Language
from ...algorithms.rulepack.model import CheckRule, GeometryKind
from ...algorithms.selfcheck.engine import run_selfcheck
from ...algorithms.selfcheck.model import CheckRun, Outcome
from ...algorithms.selfcheck.single_layer import layer_dataset


def run_on_layers(
    layers: Mapping[str, SourceLayer],
    key_fields: Mapping[str, Optional[str]],
    checks: Sequence[CheckRule],
    feedback: QgsProcessingFeedback,
) -> CheckRun:
    """Run checks on layers given as parameters.

    :raises QgsProcessingException: when a check could not run or broke off; a cancelled run is returned
    """
    run = run_selfcheck(layer_dataset(layers, key_fields, checks), feedback=feedback, fingerprint=False)
    language = Language.current()
    for result in run.results:
        if result.outcome is Outcome.CRASHED:
            feedback.reportError(result.details)
        # An empty polygon layer stops no batch or model: its verdict says that nothing was checked.
        layer = layers[result.check.layer or ""]
        empty = result.outcome is Outcome.NOT_RUN and layer.geometry is GeometryKind.POLYGON and not len(layer.read())
        if result.outcome in (Outcome.CRASHED, Outcome.NOT_RUN) and result.reason is not None and not empty:
            raise QgsProcessingException(language.render(result.reason))
        if result.reason is not None:  # could not look at everything
            feedback.pushWarning(language.render(result.reason))
    return run
