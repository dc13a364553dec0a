"""The look of the report: one style sheet inside the file, made to be read on screen and printed on A4."""

from __future__ import annotations

STYLE = """
@page { size: A4; margin: 16mm 14mm 16mm 14mm; }
* { box-sizing: border-box; }
html { background: #fff; color: #1c2329; -webkit-print-color-adjust: exact; print-color-adjust: exact; }
body { max-width: 1020px; margin: 0 auto; padding: 36px 28px 48px; font-size: 14px; line-height: 1.55;
  font-family: "Source Han Sans SC", "Noto Sans CJK SC", "Noto Sans SC", "Microsoft YaHei", "PingFang SC",
  "Segoe UI", "Helvetica Neue", Arial, sans-serif; }
h1 { font-size: 26px; line-height: 1.25; margin: 0 0 4px; font-weight: 600; letter-spacing: .01em; }
h2 { font-size: 17px; margin: 34px 0 10px; padding-bottom: 5px; border-bottom: 1.5px solid #1f5673; color: #1f5673;
  font-weight: 600; break-after: avoid; }
h3 { font-size: 14.5px; margin: 24px 0 2px; font-weight: 600; break-after: avoid; }
h3 .id { color: #1f5673; margin-right: .5em; font-variant-numeric: tabular-nums; }
p { margin: 6px 0; }
a { color: #1f5673; text-decoration: none; }
.head { display: flex; gap: 28px; align-items: stretch; justify-content: space-between;
  border-top: 5px solid #1f5673; padding-top: 18px; }
.head .what { flex: 1; min-width: 0; }
.head .pack { font-size: 16px; color: #44525d; margin: 0 0 12px; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 2px 14px; margin: 0; }
dt { color: #5d6b76; }
dd { margin: 0; overflow-wrap: anywhere; min-width: 0; }
.verdict { flex: none; width: 196px; padding: 16px 14px; text-align: center; border: 1.5px solid; border-radius: 3px;
  display: flex; flex-direction: column; justify-content: center; }
.verdict .label { font-size: 12.5px; color: #5d6b76; }
.verdict .word { font-size: 30px; font-weight: 600; line-height: 1.3; }
.verdict .note { font-size: 12.5px; }
.verdict.passed { color: #1d6b45; border-color: #1d6b45; background: #f1f8f4; }
.verdict.failed { color: #a3241c; border-color: #a3241c; background: #fcf3f2; }
.verdict.accepted { color: #1f5673; border-color: #1f5673; background: #eff5f8; }
.verdict.accepted .word { font-size: 22px; }
.verdict.incomplete { color: #8a5a00; border-color: #b98416; background: #fdf8ec; }
.figures { display: flex; margin: 26px 0 0; border: 1px solid #d5dce1; border-radius: 3px; break-inside: avoid; }
.figures div { flex: 1; padding: 10px 12px 9px; border-left: 1px solid #d5dce1; }
.figures div:first-child { border-left: 0; }
.figures b { display: block; font-size: 22px; font-weight: 600; line-height: 1.25; font-variant-numeric: tabular-nums; }
.figures span { color: #5d6b76; font-size: 12.5px; }
.notice { border-left: 4px solid #b98416; background: #fdf8ec; padding: 9px 14px; margin: 12px 0; }
table { border-collapse: collapse; width: 100%; margin: 8px 0 4px; font-size: 12.5px; line-height: 1.42; }
th { text-align: left; font-weight: 600; color: #44525d; background: #f1f4f6; border-bottom: 1px solid #b8c3cb; }
th, td { padding: 4px 8px; vertical-align: top; }
td { border-bottom: 1px solid #e3e8eb; }
.long { overflow-wrap: anywhere; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
.num { width: 1%; text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.key { width: 20%; font-variant-numeric: tabular-nums; }
.key i { font-style: normal; white-space: nowrap; }
.short { width: 1%; white-space: nowrap; }
.note { white-space: pre-line; font-style: italic; }
.wide { min-width: 34%; }
.passed-word { color: #1d6b45; } .failed-word { color: #a3241c; font-weight: 600; }
.accepted-word { color: #1f5673; font-weight: 600; }
.not_run-word, .crashed-word, .cancelled-word { color: #8a5a00; font-weight: 600; }
.quiet { color: #5d6b76; }
.meta { color: #5d6b76; font-size: 12.5px; margin: 0 0 4px; }
figure { margin: 10px 0 0; break-inside: avoid; }
figure img { width: 100%; height: auto; display: block; }
figcaption { color: #5d6b76; font-size: 12.5px; margin-top: 5px; }
.dot { display: inline-block; width: 9px; height: 9px; border-radius: 50%; margin: 0 5px 0 14px; }
.dot.error { background: #b3261e; margin-left: 0; } .dot.warning { background: #c98a00; }
.dot.exception { background: #8a949b; }
.facts { grid-template-columns: 190px 1fr; font-size: 13px; }
.facts dt, .facts dd { padding: 3px 0; border-bottom: 1px solid #e3e8eb; }
.code { font-family: "Cascadia Mono", "DejaVu Sans Mono", Consolas, monospace; font-size: 11.5px; }
.sign { display: grid; grid-template-columns: 1fr 1fr 1fr; gap: 26px; margin-top: 44px; break-inside: avoid; }
.sign div { border-top: 1px solid #1c2329; padding-top: 5px; color: #5d6b76; font-size: 12.5px; height: 40px; }
.end { margin-top: 30px; color: #5d6b76; font-size: 12px; border-top: 1px solid #d5dce1; padding-top: 8px; }
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; }
  h1 { font-size: 19pt; } h2 { font-size: 13pt; margin-top: 9mm; } h3 { font-size: 10.5pt; margin-top: 6mm; }
  table { font-size: 8.5pt; } th, td { padding: 1mm 1.6mm; } .meta, .figures span, figcaption { font-size: 8.5pt; }
  .verdict { width: 50mm; } .verdict .word { font-size: 19pt; } .wide { min-width: 26%; }
  .figures b { font-size: 15pt; }
}
"""
