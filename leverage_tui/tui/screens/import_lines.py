"""What stands in each line of an import, and what is said of it: pure functions of what is decided so far."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, tzinfo

from leverage_tui.domain.calendar import iso_label
from leverage_tui.domain.quantities.dates import Period, format_day, format_period
from leverage_tui.domain.quantities.money import format_money
from leverage_tui.domain.text import clean
from leverage_tui.domain.timesheet import usual_work
from leverage_tui.interchange.combined import Closable
from leverage_tui.interchange.draft import Draft, Outcome
from leverage_tui.interchange.found import FoundProject, FoundTag, Place
from leverage_tui.interchange.plan import ImportPlan
from leverage_tui.interchange.registry import find
from leverage_tui.tui.screens.import_table import ImportLine
from leverage_tui.tui.screens.import_words import FLAGS, counted, for_screen

Hours = Callable[[int], str]
DATES = {"dmy": "day first: 03/04 is 3 April", "mdy": "month first: 03/04 is 4 March"}
DECIMALS = {".": "the point: 1.234 is a little over one", ",": "the comma: 1.234 is over a thousand"}
OPEN, TICKED = "☐", "☑"


def project_id(project: FoundProject) -> str:
    """The id of a project's line."""
    return f"project {project.key}"


def tag_id(tag: FoundTag) -> str:
    """The id of a tag's line."""
    return f"tag {tag.name}"


def name_of(project: FoundProject) -> str:
    """The project as it is shown."""
    return clean(project.name) or "(no project)"


def lines_of(draft: Draft, outcome: Outcome | None, hours: Hours, *, old: bool = False) -> list[ImportLine]:
    """Projects, tags, ticks, how the file is read, what is not imported, and the import itself. `old`: the outcome is
    of an earlier draft."""
    what = "Project" if draft.opened.reading.rows else "Source"
    lines = [_project(draft, project, what, hours) for project in draft.found.projects]
    lines += [_tag(draft, tag) for tag in draft.found.tags]
    lines += [*_ticks(draft, outcome), *_how(draft, hours)]
    if outcome is not None:
        lines += _not_imported(outcome.plan)
    return [
        *lines,
        ImportLine(
            "accept",
            ".accept",
            "",
            answer=accept_words(None if old else outcome, hours, draft.undecided),
            tone="bold $primary",
        ),
    ]


def waiting_words(count: int) -> str:
    """That more files come after the one that is shown; "" where none does."""
    return f" · {counted(count, 'more file')} to come" if count else ""


def accept_words(outcome: Outcome | None, hours: Hours, undecided: Sequence[FoundProject] = ()) -> str:
    """What accepting does: ``Import 200 entries, 165:30``. `undecided` are projects of which nobody knows where they
    go."""
    if outcome is None:
        return "Working it out …"
    if not outcome.plan.new and undecided:
        name = f"{name_of(undecided[0])} goes" if len(undecided) == 1 else f"these {len(undecided)} go"
        return f"Import: say first where {name}"
    if not outcome.plan.new:
        return "Import: nothing here is new" if outcome.edit.is_nothing else "Close the weeks: nothing here is new"
    return f"Import {', '.join((counted(outcome.plan.new, 'entry', 'entries'), *_amounts(outcome.plan, hours)))}"


def _amounts(plan: ImportPlan, hours: Hours) -> list[str]:
    amounts = [hours(plan.minutes)] if plan.minutes else []
    return amounts + [format_money(sums.gross, currency) for currency, sums in plan.money.items()]


def summary(draft: Draft, outcome: Outcome | None) -> str:
    """What was found: ``214 rows: 200 new, 10 known already, 4 skipped``."""
    reading = draft.opened.reading
    rows = len(reading.rows) + len(reading.money) + len(reading.skipped)
    if outcome is None:
        return counted(rows, "row")
    plan = outcome.plan
    parts = [f"{plan.new:,} new", f"{plan.duplicates:,} known already"]
    parts += [f"{len(plan.skipped):,} skipped"] if plan.skipped else []
    undecided = sum(project.rows for project in draft.undecided)
    left_out = max(0, outcome.left_out - undecided)
    parts += [f"{left_out:,} left out"] if left_out else []
    parts += [f"{undecided:,} that {'goes' if undecided == 1 else 'go'} nowhere yet"] if undecided else []
    return f"{counted(rows, 'row')}: {', '.join(parts)}"


def zone_words(zone: tzinfo | None, now: datetime) -> str:
    """Where instants become days: ``clock of this machine, CET (+01:00)``."""
    local = now.astimezone(zone)
    offset = f"{local:%z}"
    shown = f"{offset[:3]}:{offset[3:5]}"
    name = clean(local.tzname() or "", 12)
    return f"days by this machine's clock, {name} {shown}" if zone is None else f"days by {name} {shown}"


def _project(draft: Draft, project: FoundProject, what: str, hours: Hours) -> ImportLine:
    place = draft.place_of(project)
    words, tone = _goes(draft, project, place)
    return ImportLine(
        project_id(project),
        f"{what}s",
        name_of(project),
        f"{project.rows:,}",
        amount_of(project, hours),
        words,
        tone,
    )


def amount_of(project: FoundProject, hours: Hours) -> str:
    """Its hours, else its money; of several currencies the first, and that there are more."""
    if project.hours:
        return hours(project.seconds // 60)
    found = [format_money(gross, currency) if currency else f"{gross}" for currency, gross in project.gross.items()]
    return f"{found[0]}{' …' if len(found) > 1 else ''}" if found else ""


def _goes(draft: Draft, project: FoundProject, place: Place | None) -> tuple[str, str]:
    if place is None:
        return "! nowhere yet", "bold $error"
    if place.is_left_out:
        return "left out", "$muted"
    work = f" · {work_of(draft, project, place)}" if project.hours else ""
    if place.new:
        return f"{clean(place.new)} (new){work}", "$success"
    name = clean(draft.book.streams[place.stream].name)
    is_guess = project.guessed and project.key not in draft.places
    return (f"? {name}{work}", "$warning") if is_guess else (f"{name}{work}", "")


def work_of(draft: Draft, project: FoundProject, place: Place) -> str:
    """The work of a project's hours, in a word or three."""
    if place.work is not None:
        return place.work.value
    if project.says_work:
        return "as the file says"
    stream = draft.book.streams.get(place.stream)
    return usual_work(draft.book, stream).value if stream else "deliver"


def _tag(draft: Draft, tag: FoundTag) -> ImportLine:
    work = draft.work_of(tag)
    words, tone = (work.value, "") if work else ("no work of its own", "$muted")
    return ImportLine(tag_id(tag), "Tags", f"#{clean(tag.name)}", f"{tag.rows:,}", "", words, tone)


def _ticks(draft: Draft, outcome: Outcome | None) -> list[ImportLine]:
    lines = []
    if outcome is not None and outcome.weeks is not None:
        until = format_day(outcome.weeks.last, year=True)
        answer = "" if not draft.all_hours else f"closes {counted(len(outcome.weeks.weeks), 'week')}"
        lines.append(ImportLine(
            "all_hours", ".answers", f"{_box(draft.all_hours)} These were all my hours until {until}", answer=answer,
            tone="$muted",
        ))  # fmt: skip
    for option, (flag, words) in FLAGS.items():
        is_on = bool(getattr(draft.options, option))
        if is_on or (outcome is not None and any(flag in warning for warning in outcome.plan.warnings)):
            lines.append(ImportLine(f"option {option}", ".answers", f"{_box(is_on)} {words}"))
    return lines


def weeks_named(weeks: Closable) -> str:
    """``2026-W05``, or ``4 weeks, 2026-W05 to 2026-W08``."""
    mondays = weeks.weeks
    if len(mondays) == 1:
        return iso_label(mondays[0])
    return f"{len(mondays)} weeks, {iso_label(mondays[0])} to {iso_label(mondays[-1])}"


def _box(is_on: bool) -> str:
    return TICKED if is_on else OPEN


def _how(draft: Draft, hours: Hours) -> list[ImportLine]:
    how, whole = draft.opened.how, draft.opened.reading.all_day
    lines = []
    if whole:
        answer = (
            "left out: Enter says how many hours a day"
            if how.all_day is None
            else f"{hours(how.all_day)} for each of their days"
        )
        lines.append(ImportLine(
            "all_day", ".answers", counted(whole, "all-day event"), answer=answer,
            tone="$warning" if how.all_day is None else "",
        ))  # fmt: skip
    lines += [ImportLine("format", ".answers", "Read as", answer=find(draft.opened.format).title)]
    if how.dates:
        lines.append(ImportLine("dates", ".answers", "Dates", answer=DATES[how.dates]))
    if how.decimal:
        lines.append(ImportLine("decimal", ".answers", "Decimal mark", answer=DECIMALS[how.decimal]))
    return lines


def _not_imported(plan: ImportPlan) -> list[ImportLine]:
    parts = [f"{counted(len(plan.skipped), 'row')} skipped"] if plan.skipped else []
    parts += [counted(len(plan.warnings), "warning")] if plan.warnings else []
    return [ImportLine("remarks", ".answers", "Look at", answer=", ".join(parts), tone="$warning")] if parts else []


def remarks(plan: ImportPlan) -> list[tuple[str, str]]:
    """Every warning, and every skipped row with the reason, as lines to read."""
    lines = [("Warnings", for_screen(plan.warnings[0]))] if plan.warnings else []
    lines += [("", for_screen(warning)) for warning in plan.warnings[1:]]
    for place, row in enumerate(plan.skipped[:MOST_SKIPPED]):
        heading = f"{counted(len(plan.skipped), 'row')} skipped" if place == 0 else ""
        lines.append((heading, f"line {row.line}: {row.why}"))
    more = len(plan.skipped) - MOST_SKIPPED
    return [*lines, ("", f"and {more:,} more")] if more > 0 else lines


MOST_SKIPPED = 500
"""Skipped rows that are listed; the first of many say what is wrong with all."""


def said_of(draft: Draft, line: ImportLine, outcome: Outcome | None, hours: Hours, zone: str) -> str:
    """All of the line under the cursor, in a sentence. `zone` is what `zone_words` says."""
    project = next((each for each in draft.found.projects if project_id(each) == line.id), None)
    if project is not None:
        return _said_of_project(draft, project, hours)
    if line.id.startswith("tag "):
        return "Rows with this tag are that work, where neither the file nor their project says another. Enter chooses."
    if line.id == "all_hours" and outcome is not None and outcome.weeks is not None:
        return f"Closes {weeks_named(outcome.weeks)}: what is not logged in them counts as zero. Enter turns it."
    if line.id == "remarks":
        return "Enter lists them, each with its reason."
    if line.id in ("format", "dates", "decimal"):
        return f"{zone[:1].upper()}{zone[1:]}. Enter reads the file another way."
    if line.id == "all_day":
        return "They take whole days and say no hours. Enter says how long each of these days counts."
    if line.id == "accept":
        return "One step that u takes back, with a backup before it."
    return "Enter turns it."


def _said_of_project(draft: Draft, project: FoundProject, hours: Hours) -> str:
    parts = [name_of(project), about(project, hours)]
    place = draft.place_of(project)
    if place is None:
        return " · ".join([*parts, "Enter says where it goes, x leaves it out"])
    why = "as you said" if project.key in draft.places else project.why
    return " · ".join([*parts, f"{_goes(draft, project, place)[0].removeprefix('? ')}, {why}"])


def about(project: FoundProject, hours: Hours) -> str:
    """How much there is of a project, and of which days."""
    amounts = [hours(project.seconds // 60)] if project.hours else []
    amounts += [format_money(gross, currency) for currency, gross in project.gross.items() if currency]
    span = format_period(Period(project.first, project.last)) if project.first and project.last else ""
    return ", ".join(filter(None, (counted(project.rows, "row"), *amounts, span)))
