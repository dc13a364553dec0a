"""Reference ellipsoids with the constants of the official area method.

Source: 国土调查办发〔2008〕32号 (formula of the ellipsoidal area of a parcel, and the inverse
Gauss-Kruger series with the constants k0…k4). The two national ellipsoids carry the constants as they
are published; those of any other ellipsoid follow from its semi-axes.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

SECONDS_PER_RADIAN = 206264.8062471
"""ρ″ as the official procedure writes it."""


@dataclass(frozen=True)
class Ellipsoid:
    """An ellipsoid of revolution.

    :ivar name: as reports show it
    :ivar a: semi-major axis in m, ``b`` semi-minor axis in m
    :ivar e2: first eccentricity squared, ``ep2`` second eccentricity squared
    :ivar c: polar radius of curvature in m
    :ivar k0: rectifying latitude per metre of meridian arc, in radians
    :ivar k: k1…k4 of the footpoint latitude Bf = E + cos E (k1 sin E − k2 sin³E + k3 sin⁵E − k4 sin⁷E)
    :ivar area_terms: A…E of the area formula
    :ivar area_powers: the same sum by powers of sin B, see `latitude_function`
    """

    name: str
    a: float
    b: float
    e2: float
    ep2: float
    c: float
    k0: float
    k: tuple[float, float, float, float]
    area_terms: tuple[float, float, float, float, float] = field(init=False)
    area_powers: tuple[float, float, float, float, float] = field(init=False)

    def __post_init__(self) -> None:
        """Derive what is the same formula for every ellipsoid."""
        terms = _area_terms(self.e2)
        object.__setattr__(self, "area_terms", terms)
        object.__setattr__(self, "area_powers", _powers_of_sine(*terms))

    @classmethod
    def from_axes(cls, name: str, a: float, b: float) -> Ellipsoid:
        """Compute the constants of any ellipsoid from its semi-axes in m."""
        e2 = (a * a - b * b) / (a * a)
        n = (a - b) / (a + b)
        # rectifying radius: J. P. Snyder, Map Projections: A Working Manual (USGS PP 1395), 3-26 and 7-19,
        # carried on to the sixth power of the third flattening n
        radius = a / (1 + n) * (1 + n**2 / 4 + n**4 / 64 + n**6 / 256)
        j2 = 3 / 2 * n - 27 / 32 * n**3 + 269 / 512 * n**5
        j4 = 21 / 16 * n**2 - 55 / 32 * n**4 + 6759 / 4096 * n**6
        j6 = 151 / 96 * n**3 - 417 / 128 * n**5
        j8 = 1097 / 512 * n**4 - 15543 / 2560 * n**6
        j10 = 8011 / 2560 * n**5
        # the sines of multiples of E written as cos E times odd powers of sin E; the ninth power is left
        # out as the official series does (0.1 mm of latitude at most)
        k = (
            2 * j2 + 4 * j4 + 6 * j6 + 8 * j8 + 10 * j10,
            8 * j4 + 32 * j6 + 80 * j8 + 160 * j10,
            32 * j6 + 192 * j8 + 672 * j10,
            128 * j8 + 1024 * j10,
        )
        return cls(name, a, b, e2, (a * a - b * b) / (b * b), a * a / b, 1 / radius, k)

    @classmethod
    def matching(cls, name: str, a: float, inverse_flattening: float) -> Ellipsoid:
        """Return the ellipsoid of a CRS: one of the national two where it is the same figure.

        :param a: semi-major axis in m
        :param inverse_flattening: 1/α; 0 for a sphere
        """
        for national, flattening, difference in ((CGCS2000, 298.257222101, 1e-7), (XIAN80, 298.257, 1e-4)):
            if abs(a - national.a) < 1e-3 and abs(inverse_flattening - flattening) < difference:
                return national
        b = a if inverse_flattening == 0 else a * (1 - 1 / inverse_flattening)
        return cls.from_axes(name, a, b)


def _area_terms(e2: float) -> tuple[float, float, float, float, float]:
    e4, e6, e8 = e2**2, e2**3, e2**4
    return (
        1 + 3 / 6 * e2 + 30 / 80 * e4 + 35 / 112 * e6 + 630 / 2304 * e8,
        1 / 6 * e2 + 15 / 80 * e4 + 21 / 112 * e6 + 420 / 2304 * e8,
        3 / 80 * e4 + 7 / 112 * e6 + 180 / 2304 * e8,
        1 / 112 * e6 + 45 / 2304 * e8,
        5 / 2304 * e8,
    )


def _powers_of_sine(
    a: float, b: float, c: float, d: float, e: float
) -> tuple[float, float, float, float, float]:
    """Return A sin B − B sin 3B + C sin 5B − D sin 7B + E sin 9B as odd powers of sin B."""
    return (
        math.fsum((a, -3 * b, 5 * c, -7 * d, 9 * e)),
        math.fsum((4 * b, -20 * c, 56 * d, -120 * e)),
        math.fsum((16 * c, -112 * d, 432 * e)),
        math.fsum((64 * d, -576 * e)),
        256 * e,
    )


CGCS2000 = Ellipsoid(
    name="CGCS2000",
    a=6378137.0,
    b=6356752.31414036,
    e2=0.0066943800229,
    ep2=0.00673949677548,
    c=6399593.62586,
    k0=1.57048761144159e-7,
    k=(5.05250178820567e-3, 2.98472900956587e-5, 2.41626669230084e-7, 2.22241238938534e-9),
)

XIAN80 = Ellipsoid(
    name="Xi'an 1980",
    a=6378140.0,
    b=6356755.29,
    e2=0.00669438499958795,
    ep2=0.00673950181947292,
    c=6399596.65198801,
    k0=1.57048687472752e-7,
    k=(5.05250559291393e-3, 2.98473350966158e-5, 2.41627215981336e-7, 2.22241909461273e-9),
)
