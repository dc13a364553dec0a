"""Standard buttons and questions in the language of the plugin."""

from __future__ import annotations

import pytest
from landplan_toolbox.ui.dialog_buttons import (
    Standard,
    asked_choice,
    asked_lines,
    is_confirmed,
    name_buttons,
    standard_buttons,
)
from qgis.PyQt.QtCore import QCoreApplication, QTranslator
from qgis.PyQt.QtWidgets import QDialogButtonBox, QInputDialog, QMessageBox

WORDS = {"OK": "确定", "Cancel": "取消", "Close": "关闭", "&Yes": "是(&Y)", "&No": "否(&N)", "Open": "打开"}


class Chinese(QTranslator):
    """Knows our words and none of Qt's own, as QGIS's Chinese locale on most systems."""

    def translate(self, context, source, disambiguation=None, n=-1):
        return WORDS.get(source, "") if context == "DialogButtons" else ""

    def isEmpty(self):  # noqa: N802
        return False


@pytest.fixture
def chinese():
    translator = Chinese()
    QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


def test_standard_buttons_have_our_words(qtbot, chinese):
    box = standard_buttons(None, Standard.Ok, Standard.Cancel, Standard.Close)
    qtbot.addWidget(box)
    assert [box.button(one).text() for one in (Standard.Ok, Standard.Cancel, Standard.Close)] == ["确定", "取消", "关闭"]


def test_a_message_box_has_our_words(qtbot, chinese):
    box = QMessageBox()
    qtbot.addWidget(box)
    box.setStandardButtons(QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No)
    name_buttons(box)
    assert {one.text() for one in box.buttons()} == {"是(&Y)", "否(&N)"}


@pytest.mark.parametrize("press, agreed", [("Yes", True), ("Cancel", False), (None, False)])
def test_a_question_is_agreed_to_only_by_its_button(qtbot, chinese, monkeypatch, press, agreed):
    seen = []

    def answer(box):
        seen.append([box.button(getattr(QMessageBox.StandardButton, one)).text() for one in ("Yes", "Cancel")])
        seen.append(box.defaultButton() is box.button(QMessageBox.StandardButton.Cancel))
        if press is not None:
            box.button(getattr(QMessageBox.StandardButton, press)).click()

    monkeypatch.setattr(QMessageBox, "exec", answer)
    assert is_confirmed(None, "文件", "替换吗?", "替换") is agreed
    assert seen == [["替换", "取消"], True]


def test_a_text_and_a_choice_are_asked_with_our_words(qtbot, chinese, monkeypatch):
    seen = []

    def accept(dialog):
        seen.append((dialog.okButtonText(), dialog.cancelButtonText()))
        return QInputDialog.DialogCode.Accepted

    monkeypatch.setattr(QInputDialog, "exec", accept)
    assert asked_lines(None, "备注", "内容", "两\n行") == "两\n行"
    assert asked_choice(None, "图层", "选择", ["甲", "乙"]) == "甲"
    assert set(seen) == {("确定", "取消")}
    monkeypatch.setattr(QInputDialog, "exec", lambda _: QInputDialog.DialogCode.Rejected)
    assert asked_lines(None, "备注", "内容", "两\n行") is None and asked_choice(None, "图", "选", ["甲"]) is None


def test_a_button_that_is_not_there_is_not_made(qtbot):
    box = QDialogButtonBox(Standard.Ok)
    qtbot.addWidget(box)
    name_buttons(box)
    assert len(box.buttons()) == 1
