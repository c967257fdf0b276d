"""The desk: commands that take options, make one call, print, and set the exit code."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import click

from lexmatch import __version__
from lexmatch.findings import Unreadable

# Every command, in the order of the help, and where it lives. A module is imported when its command runs.
COMMANDS = {
    "demo": "lexmatch.cli.demo",
    "import": "lexmatch.cli.import_",
    "fetch": "lexmatch.cli.fetch",
    "list": "lexmatch.cli.list_",
    "show": "lexmatch.cli.show",
    "compare": "lexmatch.cli.compare",
    "basis": "lexmatch.cli.basis",
    "annotate": "lexmatch.cli.annotate",
    "match": "lexmatch.cli.match",
    "learn": "lexmatch.cli.learn",
    "build": "lexmatch.cli.build",
    "eval": "lexmatch.cli.eval",
    "review": "lexmatch.cli.review",
    "check": "lexmatch.cli.check",
    "format": "lexmatch.cli.format_",
    "infer": "lexmatch.cli.infer",
    "diff": "lexmatch.cli.diff",
    "merge": "lexmatch.cli.merge",
    "schema": "lexmatch.cli.schema",
    "badge": "lexmatch.cli.badge",
    "export": "lexmatch.cli.export",
    "import-crosswalk": "lexmatch.cli.import_crosswalk",
    "explain": "lexmatch.cli.explain",
    "report": "lexmatch.cli.report",
    "draft": "lexmatch.cli.draft",
}


class Lazy(click.Group):
    """A group whose commands are imported only when they are needed: users feel start-up."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        module = COMMANDS.get(name)
        if module is None:
            return None
        command: click.Command = importlib.import_module(module).command
        return command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> Any:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            from lexmatch.text import did_you_mean

            near = did_you_mean(args[0], tuple(COMMANDS))
            raise click.UsageError(f"{error.message} {near}".strip(), ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """One line a command, from a table, so that `--help` imports none of them."""
        rows = [(name, SUMMARIES[name]) for name in COMMANDS]
        with formatter.section("Commands"):
            formatter.write_dl(rows)


SUMMARIES = {
    "demo": "The whole job on the shipped corpus, then what to open.",
    "import": "Turn an official file into annotated Akoma Ntoso.",
    "fetch": "Download an official text from its publisher and import it.",
    "list": "What there is: instruments, concepts, crosswalks, clauses, formats, rules.",
    "show": "A provision or instrument, with its concepts and values.",
    "compare": "One concept over all instruments, side by side.",
    "basis": "Which instruments bind two States on a date.",
    "annotate": "Propose concepts, modality and values for a text.",
    "match": "Pair the provisions of two instruments.",
    "learn": "Learn from parallel texts to match across two languages.",
    "build": "Propose a crosswalk of a law against a standard.",
    "eval": "Measure matching and annotation against a table of what is right.",
    "review": "Decide the open entries of a crosswalk, one by one.",
    "check": "Check crosswalks, corpus and configuration.",
    "format": "Put crosswalks in canonical form.",
    "infer": "What crosswalks imply between laws that nobody compared.",
    "diff": "Two versions of a law or a crosswalk, in the terms of the domain.",
    "merge": "Combine two people's decisions on one crosswalk (a merge driver for git).",
    "schema": "The JSON Schema of crosswalks, configuration or clauses, for editors.",
    "badge": "How much of the standard a crosswalk covers, as SVG.",
    "export": "A crosswalk as SSSOM, SKOS, OSCAL, CSV or XLSX.",
    "import-crosswalk": "A crosswalk from SSSOM, OSCAL, CSV or XLSX.",
    "explain": "The manual of a rule.",
    "report": "Write the gap report of crosswalks.",
    "draft": "Write model clauses for concepts or for the gaps of a crosswalk.",
}


@click.group(cls=Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="lexmatch")
def main() -> None:
    """Compare extradition and evidence law across jurisdictions: crosswalks, gap reports, model clauses.

    lexmatch reports comparisons; it does not give legal advice.
    """


def run() -> None:
    """The entry point: one place where errors become messages and exit codes (2 input or usage, 3 internal)."""
    sys.exit(guarded(lambda: main.main(standalone_mode=False)))


def guarded(call: Callable[[], Any]) -> int:
    """Run a command and give its exit code; nothing that goes wrong prints a traceback unless LEXMATCH_DEBUG is set."""
    try:
        result = call()
        sys.stdout.flush()
        return result if isinstance(result, int) else 0
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code if isinstance(error, click.UsageError) else 2
    except Unreadable as error:
        place = f"{error.place.path}:{error.place.line}:{error.place.column}: " if error.place else ""
        click.echo(f"{place}error: {error.message}", err=True)
        if error.hint:
            click.echo(f"  {error.hint}", err=True)
        return 2
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped; what was finished before is kept.", err=True)
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if os.environ.get("LEXMATCH_DEBUG"):
            raise
        click.echo(f"internal error: {type(error).__name__}: {error}", err=True)
        click.echo("  This is a fault in lexmatch. Set LEXMATCH_DEBUG=1 and run it again to see where.", err=True)
        return 3


def common(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that every command has: --root, --lang, -q, -v."""
    for option in reversed(
        (
            click.option(
                "--root", type=click.Path(path_type=Path), help="The project's folder (default: found upwards)."
            ),
            click.option("--lang", default="en", show_default=True, metavar="CODE", help="Language of labels."),
            click.option("-q", "--quiet", is_flag=True, help="Only data and errors."),
            click.option("-v", "--verbose", is_flag=True, help="Say more on stderr."),
        )
    ):
        command = option(command)
    return command


def open_project(root: Path | None) -> Any:
    """The project for a command; a configuration with errors stops it, as exit 2."""
    from lexmatch.project import load

    project, findings = load(root)
    errors = [f for f in findings if f.severity == "error"]
    if errors:
        raise Unreadable(errors[0].message, errors[0].hint or "`lexmatch check` lists everything.", errors[0].place)
    return project


def say(text: str, quiet: bool = False) -> None:
    """A line for the person, on stderr, unless she wants quiet."""
    if not quiet:
        click.echo(text, err=True)


def dump_json(data: Any) -> None:
    """Data for programs, on stdout: stable order, UTF-8, one final newline."""
    import json

    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def dump_json_list(
    head: Mapping[str, Any], name: str, items: Iterable[Any], tail: Callable[[], Mapping[str, Any]]
) -> None:
    """The same bytes as `dump_json` of {**head, name: [*items], **tail()}, each item written as soon as it is there."""
    import json

    def written(data: Any, indent: str) -> str:
        return json.dumps(data, ensure_ascii=False, indent=2).replace("\n", f"\n{indent}")

    click.echo(f"{{{written(head, '')[1:-2]},\n  {json.dumps(name)}: [", nl=False)
    empty = True
    for item in items:
        click.echo(f"{'' if empty else ','}\n    {written(item, '    ')}", nl=False)
        empty = False
    click.echo(f"{'' if empty else chr(10) + '  '}],{written(tail(), '')[1:]}")
