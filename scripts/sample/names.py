"""The invented administrative units of the sample county. No such places or codes exist."""

from __future__ import annotations

#: no province of China has a code beginning with 69
COUNTY_CODE = "690121"
COUNTY_NAME = "砚溪县"

#: towns in the order the landscape numbers them, with their code below the county
TOWNS = (
    ("100", "砚溪镇"),
    ("101", "松台镇"),
    ("102", "麦垄镇"),
    ("200", "云坳乡"),
    ("201", "鹿鸣乡"),
)

#: villages in the order the landscape numbers them
VILLAGES = (
    "墨池村", "上砚村", "下砚村", "笔架村", "石舫村", "青篱村", "栗坪村", "雁回村", "芦塘村", "枣园村",
    "南塬村", "北塬村", "柏沟村", "桑园村", "渡口村", "红崖村", "梨花村", "竹溪村", "磨盘村", "长岭村",
)  # fmt: skip


def town_code(town: int) -> str:
    """Return the nine-digit code of a town."""
    return COUNTY_CODE + TOWNS[town][0]


def town_name(town: int) -> str:
    """Return the name of a town."""
    return TOWNS[town][1]
