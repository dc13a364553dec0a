"""Buttons and questions in the language of the plugin.

QGIS ships no Chinese for Qt's own OK and Cancel on every system; a Chinese window with English buttons is the rule
there, so the buttons get our own words.
"""

from __future__ import annotations

from typing import Mapping, Optional, Sequence, Union

from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtWidgets import QDialogButtonBox, QInputDialog, QMessageBox, QPushButton, QWidget

Standard = QDialogButtonBox.StandardButton


def name_buttons(box: Union[QDialogButtonBox, QMessageBox]) -> None:
    """Give the standard buttons a box has our own translated words; called after the last one was added."""
    kinds = QMessageBox.StandardButton if isinstance(box, QMessageBox) else Standard
    for name, word in _words().items():
        button = box.button(getattr(kinds, name))
        if button is not None:
            button.setText(word)


def standard_buttons(parent: Optional[QWidget], *which: QDialogButtonBox.StandardButton) -> QDialogButtonBox:
    """Return a row of standard buttons with translated words.

    :param which: ``Standard.Ok``, ``Standard.Cancel``…
    """
    box = QDialogButtonBox(parent)
    for one in which:
        box.addButton(one)
    name_buttons(box)
    return box


def is_confirmed(parent: Optional[QWidget], title: str, question: str, yes: str = "") -> bool:
    """Ask a question that is answered by doing it or not; not doing it is the default.

    :param yes: what the button that agrees says, with the verb of what happens; empty: “Yes”
    """
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(title)
    box.setText(question)
    agree: QPushButton = box.addButton(QMessageBox.StandardButton.Yes)
    box.setDefaultButton(box.addButton(QMessageBox.StandardButton.Cancel))
    box.setEscapeButton(QMessageBox.StandardButton.Cancel)
    name_buttons(box)
    if yes:
        agree.setText(yes)
    box.exec()
    pressed = box.clickedButton()
    box.deleteLater()
    return pressed is agree


def asked_lines(parent: Optional[QWidget], title: str, label: str, text: str = "") -> Optional[str]:
    """Ask for a text of several lines; None where the person cancels.

    :param text: what stands there at first
    """
    dialog = _input(parent, title, label)
    dialog.setOption(QInputDialog.InputDialogOption.UsePlainTextEditForTextInput)
    dialog.setTextValue(text)
    return dialog.textValue() if _accepted(dialog) else None


def asked_choice(parent: Optional[QWidget], title: str, label: str, choices: Sequence[str]) -> Optional[str]:
    """Ask for one of some texts; None where the person cancels."""
    dialog = _input(parent, title, label)
    dialog.setComboBoxItems(list(choices))
    dialog.setComboBoxEditable(False)
    return dialog.textValue() if _accepted(dialog) else None


def _input(parent: Optional[QWidget], title: str, label: str) -> QInputDialog:
    dialog = QInputDialog(parent)
    words = _words()
    dialog.setWindowTitle(title)
    dialog.setLabelText(label)
    dialog.setOkButtonText(words["Ok"])
    dialog.setCancelButtonText(words["Cancel"])
    return dialog


def _accepted(dialog: QInputDialog) -> bool:
    accepted = dialog.exec() == QInputDialog.DialogCode.Accepted
    dialog.deleteLater()
    return accepted


def _words() -> Mapping[str, str]:
    translate = QCoreApplication.translate
    return {
        "Ok": translate("DialogButtons", "OK"), "Cancel": translate("DialogButtons", "Cancel"),
        "Close": translate("DialogButtons", "Close"), "Yes": translate("DialogButtons", "&Yes"),
        "No": translate("DialogButtons", "&No"), "Open": translate("DialogButtons", "Open"),
        "Save": translate("DialogButtons", "Save"), "Apply": translate("DialogButtons", "Apply"),
    }
