"""Symbols of polygon styles as plain data.

Widths and distances are millimetres on paper or screen. A symbol is drawn from its first layer up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Tuple, Union

Colour = Tuple[int, int, int, int]  # red, green, blue, opacity 0 to 255


@dataclass(frozen=True)
class Fill:
    """An even fill."""

    colour: Colour


@dataclass(frozen=True)
class Hatch:
    """Parallel lines; their angle and distance tell areas apart where colours do not."""

    colour: Colour
    angle: int  # degrees, counter-clockwise from the horizontal
    distance: float
    width: float


@dataclass(frozen=True)
class Outline:
    """The border of an area; ``pen`` is solid, dash, dot or dash dot."""

    colour: Colour
    width: float
    pen: str = "solid"


Symbol = Tuple[Union[Fill, Hatch, Outline], ...]
