"""A badge: two words side by side as SVG, readable by screen readers, without fonts or network."""

from __future__ import annotations

from xml.sax.saxutils import escape

COLOURS = {"good": "#0b7a75", "middle": "#9a6700", "bad": "#b42318"}


def svg(label: str, value: str, title: str, share: float) -> str:
    """The badge; `share` (0 to 1) chooses the colour, which only repeats what the words say."""
    colour = COLOURS["good" if share >= 0.9 else "middle" if share >= 0.5 else "bad"]
    left, right = (round(6.6 * len(text) + 12) for text in (label, value))
    texts = "".join(
        f'<text x="{x}" y="14" text-anchor="middle">{escape(text)}</text>'
        for x, text in ((left / 2, label), (left + right / 2, value))
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + right}" height="20" role="img" aria-label="{escape(title)}">'
        f"<title>{escape(title)}</title>"
        f'<rect width="{left}" height="20" fill="#344054"/><rect x="{left}" width="{right}" height="20" fill="{colour}"/>'
        f'<g fill="#fff" font-family="system-ui,Verdana,sans-serif" font-size="11">{texts}</g></svg>\n'
    )
