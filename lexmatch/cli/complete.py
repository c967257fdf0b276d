"""What the shell offers while a person types: aliases, provisions of an alias, concepts.

`_LEXMATCH_COMPLETE=bash_source lexmatch` prints what the shell needs; zsh and fish work alike (click's own mechanism).
"""

from __future__ import annotations

from typing import Any

from click.shell_completion import CompletionItem


def alias(_context: Any, _parameter: Any, typed: str) -> list[CompletionItem]:
    """Aliases of the corpus; behind `alias#` its eIds."""
    project = _project()
    if project is None:
        return []
    name, hash_, eid = typed.partition("#")
    if hash_ and name in project.files():
        law = project.instrument(name)
        return [CompletionItem(f"{name}#{e}", help=law.cite(e)) for e in law.index if e.startswith(eid)][:200]
    return [CompletionItem(a) for a in project.aliases() if a.startswith(typed)]


def concept(_context: Any, _parameter: Any, typed: str) -> list[CompletionItem]:
    """Ids of concepts, with their labels."""
    project = _project()
    if project is None:
        return []
    return [CompletionItem(c.id, help=c.label) for c in project.scheme.concepts if c.id.startswith(typed)]


def _project() -> Any:
    """The project around the working folder; nothing where it cannot be read: completion never complains."""
    from lexmatch.findings import Unreadable
    from lexmatch.project import load

    try:
        project, _ = load()
        assert project.scheme is not None
    except Unreadable:
        return None
    return project
