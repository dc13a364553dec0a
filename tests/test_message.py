"""Messages stay language-neutral and survive storage."""

import copy

from landplan_toolbox.algorithms.message import Listed, Message, Title, listed, named, translatable


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


def test_names_are_listed_in_the_way_of_the_language():
    from landplan_toolbox.algorithms.language import Language

    units = listed([named("砚溪镇", "690121100"), named("690121999", "690121999"), "DLTB"])
    message = translatable("Test", "in {units}", units=units)
    assert Language("en").render(message) == "in 砚溪镇 (690121100), 690121999, DLTB" == f"in {units}"
    assert Language("zh").render(message) == "in 砚溪镇（690121100）、690121999、DLTB"
    assert Language("zh").listed(["甲", "乙", "丙"], 2) == "甲、乙 等"
    assert Language("en").listed(["a", "b", "c"], 2) == "a, b …"
    assert listed([]) == "" and listed(["a", "b"], 2) == "a, b"


def test_listed_names_survive_json_and_a_copy():
    message = translatable("Test", "in {units}", units=listed([named("砚溪镇", "690121100"), "b, c", "d"], 2))
    for again in (Message.from_json(message.to_json()), copy.deepcopy(message)):
        units = again.values["units"]
        assert again == message and isinstance(units, Listed)
        assert units.text("zh") == "砚溪镇（690121100）、b, c 等" and units.names[1] == "b, c"
