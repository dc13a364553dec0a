"""Words of heads and titles of tables, Chinese and English, as plans and their annexes write them."""

from __future__ import annotations

import re
from typing import Optional

from ...rulepack.indicator_rules import ValueKind
from ..kind_titles import KIND_TITLES
from .mapping import ColumnRole
from .writing_habits import half_width, squeezed

# In one list, the longer words first: 原规划 is no 规划, 基期现状 one word.
_KIND_WORDS = {
    ValueKind.FORMER: "调整完善前 调整前规划 调整前 原规划目标 原规划 原方案 现行规划 "
                      "beforetheadjustment former before",
    ValueKind.BASE: "规划基期年 规划基期 基期现状 基期年 基期 基准年 现状 期初 baseyear base",
    ValueKind.ASSIGNED: "上级下达 下达指标 下达任务 分解下达 分解指标 分解任务 下达 分解 handeddown assigned target",
    ValueKind.PLANNED: "调整完善后 调整后规划 调整后 规划目标年 规划目标 规划期末 规划期 规划 目标年 期末 "
                       "aftertheadjustment planned plan after",
    ValueKind.MEASURED: "实测 量算 测算 实际 measured actual",
}
_KINDS = sorted(
    [(word, kind) for kind, words in _KIND_WORDS.items() for word in words.split()]
    + [(squeezed(text), kind) for kind, title in KIND_TITLES.items() for text in (title.zh, title.en)],
    key=lambda pair: -len(pair[0]),
)
_FILLERS = re.compile(
    r"指标值|指标|数值|面积|情况|任务|目标|年度|年末|年底|values?|areas?|amount|[年值数的]|[-_/·:：,，、.;()\[\]]"
)
_YEAR = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})(?![0-9.])(?:\s*(?:年度|年末|年底|年))?")
_SPAN = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}\s*年?\s*[-~—–至到]+\s*(?:19|20)[0-9]{2}\s*年?")

_HEADS = {
    ColumnRole.IGNORED: "序号 编号 行次 顺序 备注 说明 注 注释 remark remarks note notes no no. serial bz",
    ColumnRole.UNIT: "行政区 行政区域 行政区代码 行政区名称 行政区划 行政区划代码 行政区划名称 政区 政区代码 "
                     "政区名称 地区 区域 乡镇 乡(镇) 乡镇名称 乡镇代码 乡镇街道 乡(镇、街道) 镇 街道 县 县名 "
                     "县区 区县 县(市、区) 县(区) 市县 市 市(州) "
                     "行政单元 行政单元代码 行政单元名称 codeoftheunit nameoftheunit "
                     "省 村 行政村 村名 单位名称 单位代码 xzqdm xzqmc zldwdm zldwmc xzdm xzmc "
                     "unit unitcode unitname codeofunit town township county city village district province "
                     "administrativeunit administrativecode administrativename administrativedistrict "
                     "名称 代码 name code",
    ColumnRole.INDICATOR: "指标 指标名称 指标代码 指标项目 指标类型 指标类型代码 规划指标 指标编码 项目 "
                          "zbdm zbmc zblxdm "
                          "indicator indicatorcode indicatorname nameoftheindicator item",
    ColumnRole.YEAR: "年度 年份 年 nd nf year years",
    ColumnRole.KIND: "指标值类型 值类型 类型 类别 数值类型 zbzlx kind kindofvalue type",
    ColumnRole.MEASURE: "计量单位 单位 面积单位 dw unitofmeasure unitofmeasurement areaunit measure",
    ColumnRole.VALUE: "指标值 数值 值 面积 数量 zbz value amount area quantity",
    ColumnRole.TOTAL: "合计 小计 总计 共计 total sum subtotal",
}
_HEAD_ROLES = {word: role for role, words in _HEADS.items() for word in words.split()}
_DERIVED = re.compile(
    r"增减|变化|差额|差值|差数|相差|^差$|净增|净减|调整量|调整幅度|占比|比例|比率|完成率|幅度|[±△]|change|difference|ratio|share|balance"
)
_TOTAL = re.compile(r".{0,12}?(?:合计|小计|总计|共计|累计|total|subtotal|sum)[:：]?", re.IGNORECASE)
_WHOLE = frozenset(("全县", "全市", "全区", "全省", "全镇", "全乡"))
_META = re.compile(r"单位[:：]|编制|填报|填表|制表|日期|审核|负责人|附表|续表|^表\s*[0-9一二三四五六七八九十]")
_REMARK = re.compile(
    r"^(?:注|备注|说明|附注|数据来源|资料来源|填表|制表|审核|编制|note|source)[:：.\s1-9]", re.IGNORECASE
)
_ORDINAL = re.compile(
    r"^(?:(?:其中|其中包括)[:：]?|#|[一二三四五六七八九十]{1,3}[、.．]|\([一二三四五六七八九十]{1,3}\)|[0-9]{1,3}[、]|"
    r"\([0-9]{1,3}\)|[0-9]{1,2}\.(?![0-9])|[①-⑳])+"
)
_SUBTOTAL = re.compile(r"小计|subtotal", re.IGNORECASE)


def years_in(text: str) -> tuple[int, ...]:
    """Return the years a text names, each once; the two ends of a span of years are none of them."""
    return tuple(dict.fromkeys(int(found) for found in _YEAR.findall(_SPAN.sub(" ", half_width(text)))))


def without_years(text: str) -> str:
    """Return a text without the years in it."""
    return _YEAR.sub(" ", _SPAN.sub(" ", half_width(text)))


def kind_in(text: str) -> tuple[Optional[ValueKind], str]:
    """Return the kind of value a text names and the text without it; None where it names none, or several."""
    left = squeezed(text)
    found = []
    for word, kind in _KINDS:
        if word in left:
            left = left.replace(word, " ")
            found.append(kind)
    return (found[0] if len(set(found)) == 1 else None), left


def without_fillers(text: str) -> str:
    """Return a text without words that say nothing about which value is meant."""
    return "".join(_FILLERS.sub(" ", squeezed(text)).split())


def head_role(text: str) -> Optional[ColumnRole]:
    """Return what a column with a head is, None where the head alone does not tell."""
    return _HEAD_ROLES.get(squeezed(text))


def is_derived(text: str) -> bool:
    """Return whether a head is that of a difference or share computed from other columns."""
    return _DERIVED.search(squeezed(text)) is not None


def is_total(text: str) -> bool:
    """Return whether a text is the name of a row of totals."""
    plain = squeezed(text)
    return bool(plain) and (plain in _WHOLE or _TOTAL.fullmatch(_without_brackets(plain)) is not None)


def is_subtotal(text: str) -> bool:
    """Return whether a row of totals is one of some rows only."""
    return _SUBTOTAL.search(squeezed(text)) is not None


def _without_brackets(text: str) -> str:
    return re.sub(r"\(.*?\)", "", text)


def is_meta(text: str) -> bool:
    """Return whether a text stands above a table and is about it: its number, the unit, who filled it in."""
    return _META.search(half_width(text)) is not None


def is_remark(text: str) -> bool:
    """Return whether a text stands below a table and is a remark on it."""
    return _REMARK.match(half_width(text) + " ") is not None


def without_ordinal(text: str) -> str:
    """Return a name without the number or the “of which” before it."""
    return _ORDINAL.sub("", half_width(text).replace(" ", "")) or half_width(text)
