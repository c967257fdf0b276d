"""Completion in the shell: aliases, provisions and concepts."""

from __future__ import annotations

from lexmatch.cli import complete


def test_aliases_provisions_and_concepts_are_offered() -> None:
    assert [item.value for item in complete.alias(None, None, "ets-2")] == ["ets-24"]
    found = {item.value: item.help for item in complete.alias(None, None, "ets-24#art_16__para_4")}
    assert found["ets-24#art_16__para_4"] == "Article 16(4)"
    assert [item.value for item in complete.concept(None, None, "ext-spec")] == [
        "ext-special-tribunal",
        "ext-speciality",
    ]
    assert complete.alias(None, None, "no-such") == []
