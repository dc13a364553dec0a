"""What typing, pasting, filling and clearing change: all of it is checked before anything is written."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Callable, NamedTuple, Optional, Sequence

from qgis.PyQt.QtCore import QCoreApplication

from ....algorithms.errors import LandPlanError
from ....algorithms.indicators.model import IndicatorValue, Origin, ValueChange, ValueKey
from ....algorithms.indicators.quantity import Quantity
from ....algorithms.indicators.tables.amounts import is_blank, number_of, parse_amount
from ....algorithms.message import Message, translatable
from .amount_text import whole_text
from .model import GridModel
from .tips import measured_sentence

translate = QCoreApplication.translate
Block = Sequence[Sequence[str]]
Quantities = Sequence[Sequence[Optional[Quantity]]]


class Place(NamedTuple):
    """A cell by its row and column."""

    row: int
    column: int


class Area(NamedTuple):
    """A rectangle of cells, last row and column included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def height(self) -> int:
        """Number of rows."""
        return self.bottom - self.top + 1

    @property
    def width(self) -> int:
        """Number of columns."""
        return self.right - self.left + 1


class Refusal(Exception):
    """Why nothing was changed."""

    def __init__(self, sentence: str, place: Optional[Place] = None) -> None:
        """:param place: the cell the sentence is about, None for the grid as a whole"""
        super().__init__(sentence)
        self.sentence = sentence
        self.place = place


class Edits:
    """Makes the changes of a grid; refuses what cannot be written with a `Refusal` that names the cell."""

    def __init__(self, model: GridModel, person: Callable[[], str]) -> None:
        """:param person: gives the name that is put to each value"""
        self._model = model
        self._person = person

    def typed(self, place: Place, text: str) -> list[ValueChange]:
        """Return what typing a text into a cell changes, nothing where the value stays the same.

        :raises Refusal: when the text is no amount of this indicator
        """
        key = self._writable(place)
        return self._changes([(key, self._quantity(place, text))], entered())

    def pasted(self, block: Block, areas: Sequence[Area], exact: Optional[Quantities] = None) -> list[ValueChange]:
        """Return what pasting cells changes; a blank cell clears.

        One cell goes into all that is chosen. A block goes down and to the right from the first chosen cell, and is
        repeated where a multiple of it is chosen. Measured values, deviations and headings in between are passed over
        where the block says what stands there already, as in rows that were copied whole and come back.

        :param exact: the amounts of the block where they were copied from the grid, with all their decimals
        :raises Refusal: when the block does not fit, or a cell of it cannot be written; nothing is changed then
        """
        if not block or not areas:
            return []
        height, width = len(block), len(block[0])
        if (height, width) == (1, 1):
            targets = list(areas)
        else:
            first = areas[0]
            times_down = first.height // height if len(areas) == 1 and first.height % height == 0 else 1
            times_right = first.width // width if len(areas) == 1 and first.width % width == 0 else 1
            bottom, right = first.top + height * times_down - 1, first.left + width * times_right - 1
            targets = [Area(first.top, first.left, bottom, right)]
        self._check_room(targets[0], height, width)
        wanted: list[tuple[ValueKey, Optional[Quantity]]] = []
        refusal: Optional[Refusal] = None
        for area in targets:
            for row in range(area.top, area.bottom + 1):
                for column in range(area.left, area.right + 1):
                    down, over = (row - area.top) % height, (column - area.left) % width
                    place = Place(row, column)
                    try:
                        key = self._writable(place)
                    except Refusal as error:
                        if not self._stays(place, block[down][over]):
                            raise
                        refusal = refusal or error
                        continue
                    if exact is not None:
                        wanted.append((key, self._fitting(place, exact[down][over], block[down][over])))
                    else:
                        wanted.append((key, self._quantity(place, block[down][over])))
        if refusal is not None and not wanted:
            raise refusal
        return self._changes(wanted, translatable("Indicators", "Pasted from the clipboard"))

    def cleared(self, areas: Sequence[Area]) -> tuple[list[ValueChange], int]:
        """Return what clearing cells changes, and how many values stay because they cannot be typed.

        :raises Refusal: when nothing of what is chosen can be written
        """
        wanted: list[tuple[ValueKey, Optional[Quantity]]] = []
        kept, refusal = 0, None
        for place in _places(areas):
            try:
                key = self._writable(place)
            except Refusal as error:
                refusal = refusal or error
                number = self._model.key(self._model.index(*place))
                kept += number is not None and self._model.sheet.value(number) is not None
            else:
                wanted.append((key, None))
        if not wanted and refusal is not None:
            raise refusal
        return self._changes(wanted, entered()), kept

    def filled(self, areas: Sequence[Area], down: bool) -> list[ValueChange]:
        """Return what filling down (else to the right) changes: each area takes its first row or column over.

        A single row takes over what stands above it, a single column what stands to its left.

        :raises Refusal: when there is nothing to take over, or a cell cannot be written
        """
        wanted: list[tuple[ValueKey, Optional[Quantity]]] = []
        for area in areas:
            single = area.height == 1 if down else area.width == 1
            from_row = area.top - 1 if down and single else area.top
            from_column = area.left - 1 if not down and single else area.left
            if from_row < 0 or from_column < 0:
                raise Refusal(translate("IndicatorGrid", "There is nothing above or to the left to fill with."))
            for place in _places([area]):
                source = Place(from_row, place.column) if down else Place(place.row, from_column)
                if place == source:
                    continue
                key = self._writable(place)
                origin = self._model.key(self._model.index(*source))
                value = None if origin is None else self._model.sheet.value(origin)
                quantity = None if value is None else value.quantity
                wanted.append((key, self._fitting(place, quantity, "")))
        return self._changes(wanted, translatable("Indicators", "Filled from the cell beside it"))

    # --- checks -----------------------------------------------------------------------------

    def check(self, place: Place) -> None:
        """Make sure that a cell can be written.

        :raises Refusal: when it cannot
        """
        self._writable(place)

    def _writable(self, place: Place) -> ValueKey:
        model = self._model
        row, column = model.row(place.row), model.columns[place.column]
        if row.is_heading:
            sentence = translate("IndicatorGrid", "This row is a heading and holds no values.")
            raise Refusal(sentence, place)
        key = column.key(row.code)
        if key is None:
            sentence = translate("IndicatorGrid", "{cell}: deviations are worked out and cannot be typed.")
            raise Refusal(sentence.format(cell=model.place_text(*place)), place)
        if column.read_only:
            raise Refusal(self._about(place, measured_sentence()), place)
        return key

    def _about(self, place: Place, sentence: str) -> str:
        """Return a sentence with the cell it is about before it."""
        text = translate("IndicatorGrid", "{cell}: {sentence}")
        return text.format(cell=self._model.place_text(*place), sentence=sentence)

    def _stays(self, place: Place, text: str) -> bool:
        """Return whether a text leaves a cell that cannot be written as it is: a blank, or what stands there."""
        if is_blank(text):
            return True
        row = self._model.row(place.row)
        key = None if row.is_heading else self._model.columns[place.column].key(row.code)
        value = None if key is None else self._model.sheet.value(key)
        if value is None:
            return text.strip() == self._model.cell(*place).text.strip()
        shown, given = self._model.cell(*place).text, number_of(text)
        whole = whole_text(value.quantity, self._model.unit_of(self._model.columns[place.column]))
        return given is not None and given in (number_of(whole), number_of(shown))

    def _quantity(self, place: Place, text: str) -> Optional[Quantity]:
        column = self._model.columns[place.column]
        try:
            quantity = parse_amount(text, self._model.unit_of(column))
        except LandPlanError as error:
            sentence = self._model.language.render(error.message)
            raise Refusal(self._about(place, sentence), place) from error
        if quantity is not None and quantity.amount < 0:  # as in the tables of a delivery
            sentence = translate("IndicatorGrid", "An indicator cannot be negative. Write the amount without a sign.")
            raise Refusal(self._about(place, sentence), place)
        return quantity

    def _fitting(self, place: Place, quantity: Optional[Quantity], text: str) -> Optional[Quantity]:
        """Return an amount that was copied from another cell, if it measures the same.

        :raises Refusal: when it measures something else
        """
        if quantity is None:
            return self._quantity(place, text)
        try:
            quantity.to(self._model.unit_of(self._model.columns[place.column]))
        except LandPlanError as error:
            sentence = self._model.language.render(error.message)
            raise Refusal(self._about(place, sentence), place) from error
        return quantity

    def _check_room(self, area: Area, height: int, width: int) -> None:
        rows, columns = self._model.rowCount(), self._model.columnCount()
        if area.bottom >= rows:
            sentence = translate(
                "IndicatorGrid",
                "What was copied has {height} rows, but only {room} rows are shown from here down; nothing was pasted. "
                "Open the units below or choose a cell further up.",
            )
            raise Refusal(sentence.format(height=height, room=rows - area.top), Place(area.top, area.left))
        if area.right >= columns:
            sentence = translate(
                "IndicatorGrid",
                "What was copied has {width} columns, but only {room} are shown from here to the right; nothing was "
                "pasted. Show the columns it is for or choose a cell further left.",
            )
            raise Refusal(sentence.format(width=width, room=columns - area.left), Place(area.top, area.left))

    def _changes(
        self, wanted: Sequence[tuple[ValueKey, Optional[Quantity]]], source: Message
    ) -> list[ValueChange]:
        """Return the changes of values that become others; one written twice is what it is at last."""
        sheet = self._model.sheet
        origin = Origin(source, self._person(), datetime.now(timezone.utc))
        changes = []
        for key, quantity in dict(wanted).items():
            before = sheet.value(key)
            if (None if before is None else before.quantity) != quantity:
                value = None if quantity is None else IndicatorValue(key, quantity, origin)
                changes.append(ValueChange(key, value))
        return changes


def entered() -> Message:
    """Return the source of a value that was typed."""
    return translatable("Indicators", "Entered by hand")


def _places(areas: Sequence[Area]) -> list[Place]:
    return [Place(row, column) for area in areas for row in range(area.top, area.bottom + 1)
            for column in range(area.left, area.right + 1)]
