"""Messages stay language-neutral and survive storage."""

from landplan_toolbox.algorithms.message import Message, Title, translatable


def test_message_survives_json():
    message = translatable("Test", "{field} of {layer} is {value}", field=Title("地类编码", "Class"), layer="DLTB", value=3.5)
    assert Message.from_json(message.to_json()) == message


def test_render_fills_values_in_the_language():
    from landplan_toolbox.algorithms.language import Language

    message = translatable("Test", "{field} is {value}", field=Title("地类编码", "Class"), value=None)
    assert Language("en").render(message) == "Class is NULL"
    assert Language("zh").render(message) == "地类编码 is NULL"


def test_a_paragraph_has_blanks_in_english_only():
    from landplan_toolbox.algorithms.language import Language

    sentences = [translatable("Test", "One."), translatable("Test", "Two.")]
    assert Language("en").paragraph(sentences) == "One. Two."
    assert Language("zh").paragraph(sentences) == "One.Two."
    assert Language("en").paragraph([]) == ""
