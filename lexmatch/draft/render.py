"""Clauses with their choices → bluebell markup.

Jinja2 runs in a sandbox that is narrower than its own: conditions, comparisons and the names a clause declares, and nothing
else. There are no loops, so a template cannot run for ever; no attributes, so it cannot reach Python; no includes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lexmatch import quantity
from lexmatch.draft.choose import Choices, Filled
from lexmatch.draft.clause import Clause
from lexmatch.findings import Place, Unreadable

if TYPE_CHECKING:
    from jinja2.sandbox import SandboxedEnvironment

MAX_CHARACTERS = 200_000
_SPECIAL = re.compile(r"([\\*/_{}])")
_SECTION = re.compile(r"^SECTION(\{[^}]*\})?(?:[ ]+-[ ]*(.*))?$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Amount:
    """A duration in the text: it prints as words that the markup marks as a quantity of its parameter."""

    iso: str
    key: str
    language: str = "en"

    def __str__(self) -> str:
        return self.marked(quantity.words(self.iso, self.language))

    def marked(self, words: str) -> str:
        """`words` as a marked quantity."""
        if not self.key:
            return escape(words)
        return f"{{{{inline{{name quantity|normalized {self.iso}|parameter {self.key}}} {escape(words)}}}}}"


def escape(text: str) -> str:
    """Words as text that the markup takes literally, even where they stand at the beginning of a line."""
    collapsed = " ".join(text.split())
    escaped = _SPECIAL.sub(r"\\\1", collapsed)
    return f"\\{escaped}" if re.match(r"[A-Z]", escaped) else escaped


def blank(label: str) -> str:
    """What the adopting State must supply."""
    return f"[{escape(label)}]"


def environment() -> SandboxedEnvironment:
    """The sandbox in which clauses are rendered."""
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    class Narrow(ImmutableSandboxedEnvironment):
        """No attribute of any object, no call but `section(...)`, no arithmetic."""

        intercepted_binops = frozenset(("+", "-", "*", "/", "//", "%", "**"))

        def is_safe_attribute(self, _obj: Any, _attr: str, _value: Any) -> bool:
            return False

        def is_safe_callable(self, obj: Any) -> bool:
            return getattr(obj, "__name__", "") == "section" and callable(obj)

        def call_binop(self, _context: Any, operator: str, _left: Any, _right: Any) -> Any:
            from jinja2.exceptions import SecurityError

            raise SecurityError(f"a clause does not calculate (operator {operator})")

    made = Narrow(undefined=StrictUndefined, keep_trailing_newline=True, finalize=_words_only)
    made.globals.clear()
    made.filters = {"duration": duration}  # type: ignore[assignment]
    return made


def _words_only(value: Any) -> Any:
    """Only words and marked quantities are printed: anything else would show the insides of the program."""
    from jinja2 import TemplateRuntimeError, Undefined

    if isinstance(value, str | Amount | Undefined):
        return value
    raise TemplateRuntimeError(f"{type(value).__name__} is nothing that a clause can print")


def parsed(source: str) -> Any:
    """The syntax tree of a body. Raises jinja2.TemplateSyntaxError also for statements that clauses may not use."""
    from jinja2 import TemplateSyntaxError, nodes

    tree = environment().parse(source)
    refused = (nodes.For, nodes.Macro, nodes.CallBlock, nodes.Include, nodes.Import, nodes.FromImport, nodes.Extends, nodes.Block,
               nodes.FilterBlock, nodes.Concat)  # fmt: skip
    for name in tree.find_all(nodes.Name):
        if name.name in ("self", "caller", "loop", "varargs", "kwargs"):
            raise TemplateSyntaxError(f"'{name.name}' is not for clauses", name.lineno)
    for found in tree.find_all(refused):
        raise TemplateSyntaxError(f"'{type(found).__name__.lower()}' is not for clauses; they know if, elif, else and set",
                                  found.lineno)  # fmt: skip
    return tree


def duration(value: object, style: str = "figures") -> str:
    """`{{ max_duration | duration }}` prints "40 days", `duration("words")` prints "forty days"."""
    if not isinstance(value, Amount) or style == "figures":
        return str(value)
    words = quantity.words(value.iso, value.language)
    return value.marked(re.sub(r"\b\d{1,2}\b", lambda m: _spelled(int(m[0])), words))


_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def _spelled(number: int) -> str:
    if number < 20:
        return _ONES[number]
    rest = f"-{_ONES[number % 10]}" if number % 10 else ""
    return _TENS[number // 10 - 2] + rest


def render(clause: Clause, choices: Choices, numbers: Mapping[str, int], language: str = "en") -> str:
    """The markup of a clause. `numbers` has the first section of every clause of the draft by concept: this one's sections
    are numbered from its own, and others are referred to by theirs. Raises Unreadable with the template's line."""
    from jinja2 import TemplateError, TemplateSyntaxError

    context: dict[str, Any] = {t.option.variable: t.value for t in choices.options}
    for filled in (*choices.parameters, *choices.words):
        context[filled.parameter.variable] = _printed(filled, language)

    def section(concept: str, otherwise: str = "") -> str:
        """ "section 4" when that clause is in the draft, else other words or a blank."""
        if concept in numbers:
            return f"section {numbers[concept]}"
        return otherwise or blank(f"the section on {concept.partition('-')[2].replace('-', ' ')}")

    context["section"] = section
    # Blank lines in front give every line of the body the number it has in the file.
    source = "\n" * (clause.first_line - 1) + clause.body
    try:
        parsed(source)
        text = environment().from_string(source).render(context)
    except TemplateSyntaxError as error:
        raise Unreadable(
            f"the template is not well formed: {error.message}", "", Place(clause.path, error.lineno)
        ) from None
    except TemplateError as error:
        raise Unreadable(f"{clause.concept}: {error.message}", "`lexmatch check` lists what a clause declares and uses.",
                         Place(clause.path, _line(error))) from None  # fmt: skip
    except (TypeError, ValueError, ArithmeticError, LookupError, RecursionError, AttributeError) as error:
        raise Unreadable(
            f"the template of {clause.concept} fails: {error}", "", Place(clause.path, _line(error))
        ) from None
    if len(text) > MAX_CHARACTERS:
        raise Unreadable(f"the template of {clause.concept} makes more than {MAX_CHARACTERS:,} characters", "",
                         Place(clause.path))  # fmt: skip
    return _numbered(_annotated(_tidy(text), clause, choices), numbers.get(clause.concept, 1))


def _line(error: BaseException) -> int:
    """The line of the template at which rendering stopped: Jinja2 puts it into the traceback."""
    line, trace = 1, error.__traceback__
    while trace:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _printed(filled: Filled, language: str) -> object:
    if not filled.value:
        return blank(filled.parameter.label)
    if filled.parameter.unit == "duration":
        return Amount(filled.value, filled.parameter.source, language)
    return escape(filled.value)


def _tidy(text: str) -> str:
    """Single blank lines, and no doubled spaces where a choice left something out."""
    lines = [line.rstrip() for line in text.split("\n")]
    spaced = [re.sub(r"(?<=\S)  +", " ", line) for line in lines]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(spaced)).strip("\n") + "\n"


def _annotated(text: str, clause: Clause, choices: Choices) -> str:
    """The clause's concept, modality and terms on the units that the author marked with {*}, or else on its first section."""
    holds = choices.chosen()
    modality = [m for condition, m in clause.modality.items() if condition in holds and condition]
    terms = [t for condition, found in clause.values.items() if condition in holds for t in found]
    said = [f"about {clause.concept}"]
    if modality or "" in clause.modality:
        said.append(f"modality {modality[0] if modality else clause.modality['']}")
    if terms:
        said.append(f"values {' '.join(dict.fromkeys(terms))}")
    attributes = "{" + "|".join(said) + "}"
    if "{*}" in text:
        return text.replace("{*}", attributes)
    return text.replace("SECTION", f"SECTION{attributes}", 1)


def sections(markup: str) -> int:
    """How many sections a rendered clause has."""
    return len(re.findall(r"^SECTION\b", markup, re.MULTILINE))


def _numbered(text: str, first: int) -> str:
    counter = iter(range(first, first + 1000))
    return _SECTION.sub(lambda m: f"SECTION{m[1] or ''} {next(counter)}. - {(m[2] or '').strip()}".rstrip(" -"), text)
