"""The little XML that reports need: elements with escaped attributes and text."""

from __future__ import annotations

from wxlint.tell.clean import visible

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'

_ENTITIES = str.maketrans(
    {
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        '"': "&quot;",
        "\n": "&#10;",
        # Two code points that XML forbids, and that are no control characters.
        "\ufffe": "\\ufffe",
        "\uffff": "\\uffff",
    }
)


def escaped(text: str) -> str:
    """Text for an attribute or between tags; control characters, which XML does not have, are written out."""
    lines = "\n".join(visible(line) for line in text.split("\n"))
    # A CI log that shows the file must not find a command in it.
    return (
        lines.translate(_ENTITIES)
        .replace("##", "&#35;#")
        .replace("\ufffe", "\\ufffe")
        .replace("\uffff", "\\uffff")
    )


def tag(name: str, attributes: dict[str, str], *, empty: bool = False) -> str:
    """An opening tag, or with `empty` a whole element."""
    inside = "".join(f' {key}="{escaped(value)}"' for key, value in attributes.items())
    return f"<{name}{inside}{'/' if empty else ''}>"
