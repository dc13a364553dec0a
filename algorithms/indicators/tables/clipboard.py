"""Cells on the clipboard, as Excel, LibreOffice and WPS put them there: tabs between cells, a line a row."""

from __future__ import annotations

from typing import Optional, Sequence


def parse_block(text: str) -> list[list[str]]:
    """Return the cells of a text, rows of equal length.

    A cell that begins with a quote is one up to the closing quote, with doubled quotes for one, and may hold tabs
    and line ends; a quote elsewhere, or one that is never closed, is a character like others. The line end behind
    the last row makes no row.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    rows: list[list[str]] = [[]]
    place, end = 0, len(text)
    while place <= end:
        quoted = _quoted_cell(text, place) if text[place:place + 1] == '"' else None
        if quoted is None:
            stop = min(stop for stop in (text.find("\t", place), text.find("\n", place), end) if stop >= 0)
            cell = text[place:stop]
        else:
            cell, stop = quoted
        rows[-1].append(cell)
        if stop < end and text[stop] == "\n":
            rows.append([])
        place = stop + 1
    if rows[-1] in ([], [""]) and len(rows) > 1:
        rows.pop()
    width = max(map(len, rows))
    return [row + [""] * (width - len(row)) for row in rows] if text else []


def _quoted_cell(text: str, start: int) -> Optional[tuple[str, int]]:
    """Return a quoted cell and where it ends, None where the quotes do not enclose the whole cell."""
    place = start + 1
    while True:
        place = text.find('"', place)
        if place < 0:
            return None
        if text[place + 1:place + 2] != '"':
            break
        place += 2
    stop = place + 1
    if stop < len(text) and text[stop] not in "\t\n":
        return None
    return text[start + 1:place].replace('""', '"'), stop


def to_block(cells: Sequence[Sequence[str]]) -> str:
    """Return cells as a text for the clipboard; `parse_block` and spreadsheets read the same cells."""
    return "".join("\t".join(map(_written, row)) + "\n" for row in cells)


def _written(cell: str) -> str:
    if any(sign in cell for sign in '\t\r\n') or cell.startswith('"'):
        return '"' + cell.replace('"', '""') + '"'
    return cell
