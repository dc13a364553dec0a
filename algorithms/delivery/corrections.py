"""The correction list (整改清单): every finding as a row of a spreadsheet, with columns to fill in by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Iterator, Optional, Sequence, Union

from osgeo import ogr

from ..errors import LandPlanError
from ..language import Language
from ..message import translatable
from ..selfcheck.model import CheckRun, Finding
from ..workspace.acceptance import settlements_of_run
from ..workspace.model import Standing, Standings
from .figures import Places
from .spreadsheet import MOST_ROWS, Cell, Column, Sheet, is_spreadsheet, write_spreadsheet
from .words import check_outcome, partial_words, severity_word, shown_verdict, state_word


def write_corrections(
    run: CheckRun, path: Union[str, Path], language: Language, standings: Optional[Standings] = None
) -> None:
    """Write the correction list of a run, with a second sheet that tells how every check ended.

    :param path: ``.xlsx`` or ``.ods``; an existing file is replaced only when the new one is complete
    :param standings: states and decisions of the findings, from `Workspace.standings`
    :raises LandPlanError: for another extension, more findings than a sheet has rows, or a folder that does not
        exist or is read-only
    """
    target = Path(path)
    if not is_spreadsheet(target):
        raise LandPlanError(
            translatable(
                "Corrections",
                "The correction list {path} must be a file ending with .xlsx or .ods.",
                path=str(target),
            )
        )
    count = sum(len(result.findings) for result in run.results)
    if count > MOST_ROWS:
        raise LandPlanError(
            translatable(
                "Corrections",
                "A spreadsheet holds at most {most} rows, but the run has {count} findings. Run fewer checks at a "
                "time, or use the finding table of the workspace.",
                most=MOST_ROWS,
                count=count,
            )
        )
    translate = language.translate
    write_spreadsheet(target, (
        Sheet(
            translate("Report", "Corrections"), _finding_columns(run, language),
            _finding_rows(run, language, standings),
        ),
        Sheet(translate("Report", "Checks"), _outcome_columns(language), _outcome_rows(run, language, standings)),
    ))


def _finding_rows(run: CheckRun, language: Language, standings: Optional[Standings]) -> Iterator[list[Cell]]:
    row, places = 0, Places()
    for result in run.results:
        title = language.title(result.check.title)
        for position, finding in enumerate(result.findings):
            row += 1
            standing = None if standings is None else standings.get((result.check.id, position))
            yield _finding_cells(row, title, finding, standing, language, places)


def _finding_columns(run: CheckRun, language: Language) -> list[Column]:
    text, real, integer = ogr.OFTString, ogr.OFTReal, ogr.OFTInteger64
    measured = _type_of([finding.measured for finding in run.findings])
    limit = _type_of([finding.limit for finding in run.findings])
    return [
        (language.translate("Report", "No."), integer, 7),
        (language.translate("Report", "Check"), text, 8),
        (language.translate("Report", "Title"), text, 28),
        (language.translate("Report", "Layer"), text, 14),
        (language.translate("Report", "Key"), text, 20),
        (language.translate("Report", "Other keys"), text, 20),
        (language.translate("Report", "Feature id"), integer, 10),
        (language.translate("Report", "Field"), text, 12),
        (language.translate("Report", "Finding"), text, 48),
        (language.translate("Report", "Measured"), measured, 14),
        (language.translate("Report", "Limit"), limit, 14),
        (language.translate("Report", "Area m²"), real, 14),
        (language.translate("Report", "Severity"), text, 9),
        (language.translate("Report", "Clause"), text, 16),
        (language.translate("Report", "X"), real, 15),
        (language.translate("Report", "Y"), real, 15),
        (language.translate("Report", "State"), text, 10),
        (language.translate("Report", "Exception: reason, person, date"), text, 30),
        (language.translate("Report", "Correction made"), text, 30),
        (language.translate("Report", "Corrected by"), text, 12),
        (language.translate("Report", "Date"), text, 12),
    ]


def _finding_cells(
    row: int,
    title: str,
    finding: Finding,
    standing: Optional[Standing],
    language: Language,
    places: Places,
) -> list[Cell]:
    point = places.point(finding) or (None, None)
    keys = [feature.key for feature in finding.features]
    return [
        row,
        finding.check_id,
        title,
        finding.layer_name,
        keys[0] if keys else "",
        "; ".join(keys[1:]),
        finding.features[0].fid if finding.features else None,
        finding.field,
        language.render(finding.message),
        finding.measured,
        finding.limit,
        finding.area_m2,
        severity_word(finding.severity, language),
        finding.clause,
        *point,
        "" if standing is None else state_word(standing.state, language),
        "" if standing is None else _reason(standing),
        None,
        None,
        None,
    ]


def _reason(standing: Standing) -> str:
    date = "" if standing.date is None else f"{standing.date:%Y-%m-%d}"
    return ", ".join(filter(None, (standing.reason, standing.person, date)))


def _outcome_columns(language: Language) -> list[Column]:
    text, integer = ogr.OFTString, ogr.OFTInteger64
    return [
        (language.translate("Report", "Check"), text, 12),
        (language.translate("Report", "Title"), text, 40),
        (language.translate("Report", "Clause"), text, 18),
        (language.translate("Report", "Severity"), text, 9),
        (language.translate("Report", "Outcome"), text, 12),
        (language.translate("Report", "Findings"), integer, 10),
        (language.translate("Report", "Examined"), integer, 12),
        (language.translate("Report", "Reason"), text, 60),
    ]


def _outcome_rows(run: CheckRun, language: Language, standings: Optional[Standings]) -> list[list[Cell]]:
    settled = settlements_of_run(run, standings or {})
    rows: list[list[Cell]] = [
        [
            result.check.id,
            language.title(result.check.title),
            result.check.clause,
            severity_word(result.check.severity, language),
            check_outcome(result, language, settled[result.check.id])[1],
            len(result.findings),
            result.examined,
            "\n".join(language.render(said) for said in (result.reason, result.note) if said is not None),
        ]
        for result in run.results
    ]
    verdict = shown_verdict(run, language, standings).words
    rows.append([None] * 8)
    rows.append(
        [
            None,
            language.translate("Report", "Verdict"),
            None,
            None,
            verdict,
            None,
            None,
            partial_words(run, language),
        ]
    )
    rows.append(
        [None, language.translate("Report", "Data checked"), None, None, None, None, None, run.source]
    )
    return rows


def _type_of(values: Sequence[Union[float, str, None]]) -> int:
    """Return the type of a column: numbers only where there is nothing else."""
    return ogr.OFTString if any(isinstance(value, str) for value in values) else ogr.OFTReal
