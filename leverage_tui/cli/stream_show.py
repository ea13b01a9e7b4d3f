"""``lev stream show``."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from leverage_tui.cli.choosing import find_stream
from leverage_tui.cli.command import Command
from leverage_tui.cli.context import Context
from leverage_tui.domain.metrics import Memory, figures
from leverage_tui.domain.review.facts import Section, as_text
from leverage_tui.domain.review.stream import stream_review
from leverage_tui.domain.text import clean


def _configure(parser: ArgumentParser) -> None:
    parser.add_argument("stream", metavar="STREAM", help="its id, or an unmistakable part of its name")
    parser.add_argument("--how", action="store_true", help="with the arithmetic of every number under it")
    parser.add_argument("--json", action="store_true", help="as JSON: the sections with all their facts")


def _run(context: Context, given: Namespace) -> int:
    stream, memory = find_stream(context.book, given.stream), Memory()
    found = figures(context.book, context.today, memory)
    sections = stream_review(context.book, found, stream.id, context.today, memory)
    if given.json:
        context.output.json([_object(section) for section in sections])
    else:
        context.output.lines("\n".join([clean(stream.name), "", *as_text(sections, how=given.how)]))
    return 0


def _object(section: Section) -> dict[str, object]:
    bar = None if section.bar is None else {"share": section.bar.share, "words": section.bar.words}
    facts = [
        {"key": fact.key, "name": fact.name.strip(), "shown": fact.shown, "how": list(fact.how), "tone": fact.tone}
        for fact in section.facts
    ]
    return {"title": section.title, "sentence": section.sentence, "bar": bar, "facts": facts}


SHOW = Command(
    usage="stream show STREAM [--how] [--json]",
    about="Everything about one stream: kind and degree, what an hour brings, whose hours and what money go into it, "
    "when its building is earned back, what is not known. ≈ marks what holds expected income.",
    configure=_configure,
    run=_run,
    examples=("lev stream show care", "lev stream show course --how"),
)
