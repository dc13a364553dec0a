"""The table of ecological space of the status evaluation in HTML."""

from __future__ import annotations

from ..forest_land.status.model import SpaceResult, written
from ..forest_land.status.spaces import shown_columns
from ..language import Language
from .markup import Markup, element
from .status_grid import grid_head
from .status_words import NOTHING, measure, space_title, text


def spaces_table(spaces: SpaceResult, language: Language) -> Markup:
    """Return what lies in each layer of ecological space and its types, and in all together."""
    shown = shown_columns(spaces)
    hectares = measure("ha", language)
    fixed = [language.translate("Report", "Ecological space"), language.translate("Report", "Features"),
             f"{language.translate('Report', 'Area')} ({hectares})"]
    body: list[Markup] = []
    for row in spaces.rows:
        title = element("td", space_title(row, language), class_="name")
        if row.reason is not None:
            reason = element("td", language.render(row.reason), colspan=str(len(fixed) + len(shown) - 1))
            body.append(element("tr", [title, reason], class_="apart"))
            continue
        area = None if row.area_m2 is None else written(row.area_m2, "ha", 2)
        cells = [NOTHING if row.features is None else str(row.features), text(area)]
        cells += [text(None if row.land is None else written(float(row.land[place]), "ha", 2)) for place in shown]
        css_class = "total" if not row.role else "" if row.type else "unit"
        body.append(element("tr", [title, *(element("td", one, class_="num") for one in cells)], class_=css_class))
    head = grid_head(fixed, [spaces.columns[place] for place in shown], language)
    return element("table", [head, element("tbody", body)], class_="grid")
