"""Whatever a book holds, and wherever it is shown: nothing of it is obeyed by the terminal or taken for markup."""

from __future__ import annotations

import io
import shlex
import shutil
from pathlib import Path

import pytest
from textual.events import Paste

from leverage_tui.cli import registry
from leverage_tui.cli.main import main
from leverage_tui.tui.screens.fields import TextField
from tests.cli.conftest import environment
from tests.hostile.crawl import Crawl, every_screen, wired
from tests.hostile.payloads import COMMANDS, MARKUP, PAYLOADS, harm, poison
from tests.tui.conftest import DATA, TODAY, Start

EXAMPLE = DATA / "three_streams.json"
GUIDED = {"FirstRun", "StreamsPage", "MoneyPage", "HoursPage", "RatePage"}
IMPORTING = {"ImportPath", "ImportMap", "ImportTarget"}
ELSEWHERE = {
    **dict.fromkeys(GUIDED, "an empty book has no names: what is typed there is tested below"),
    **dict.fromkeys(IMPORTING, "shown with a file: tested below"),
    "Busy": "shows words of this program alone, while a long edit is done",
    "Choice": "shown when a save fails: tests/tui/test_saving.py",
    "Recovery": "shown for a file that cannot be read, which has no names",
}
"""The screens that no action leads to, each with why or where it is looked at."""


def with_plans(path: Path) -> None:
    """The example with every kept what-if and plan that the help of the commands shows."""
    shutil.copyfile(EXAMPLE, path)
    environ = {**environment(path.parent), "LEVERAGE_TUI_TODAY": TODAY.isoformat()}
    for name, _ in registry.summaries():
        if name.startswith(("what-if", "plan")) and not name.endswith(("forget", "do", "start")):
            for example in registry.load(name).examples:
                main(["--data", str(path), *shlex.split(example)[1:]], io.StringIO(), io.StringIO(), environ)


def test_the_harm_that_is_looked_for_is_found() -> None:
    for text in COMMANDS:
        assert harm(f"\x1b[1mx{text}") or text in ("line\rover", "tab\tand\nline")
    assert not any(harm(text) for text in MARKUP)
    assert not harm("\x1b[38;2;1;2;3mx\x1b[0m\x1b[3;4H\x1b[?2026hcafé 日本語\r\n")


@pytest.mark.parametrize(
    ("size", "texts"), [((120, 36), MARKUP), ((80, 24), PAYLOADS), ((60, 15), COMMANDS)], ids=["120", "80", "60"]
)
async def test_every_screen_that_an_action_leads_to(
    start: Start, tmp_path: Path, size: tuple[int, int], texts: tuple[str, ...]
) -> None:
    path = tmp_path / "book.json"
    with_plans(path)
    poison(path, path, texts)
    with wired() as sent:
        async with start(path, size=size) as running:
            crawl = Crawl(running, sent, deep=size[0] == 80)
            await crawl.everything()
            for field in "[/foo]", "".join(COMMANDS):
                running.app.notify(field, title=field, markup=False)
                await crawl.look("toast")
    if size[0] == 80:
        assert sorted(every_screen() - crawl.seen - ELSEWHERE.keys()) == []
        assert ELSEWHERE.keys() <= every_screen()


async def test_every_payload_pasted_into_the_guided_start(start: Start) -> None:
    with wired() as sent:
        async with start(None, size=(80, 24)) as running:
            crawl = Crawl(running, sent)
            await running.settle()
            await running.press("enter")
            for text in PAYLOADS:
                running.app.screen.focused and running.app.screen.focused.post_message(Paste(text))
                await crawl.look(repr(text))
                await running.press("down")
            await crawl.into("first run")
            await crawl.home()
    assert crawl.seen >= GUIDED


@pytest.mark.parametrize("texts", [COMMANDS, MARKUP], ids=["commands", "markup"])
async def test_a_file_to_import_its_name_and_its_cells(
    start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, texts: tuple[str, ...]
) -> None:
    folder = tmp_path / "Downloads"
    folder.mkdir()
    monkeypatch.chdir(folder)
    for place, text in enumerate(texts):
        name = text.replace("/", "-").replace("\0", "")
        (folder / f"{place}{name}.csv").write_text("Project,Start date\n")
    rows = (
        f'"{cell}","{cell}",2025-06-{place + 1:02},"1:00:00"'
        for place, cell in enumerate(text.replace('"', '""') for text in texts if "\0" not in text)
    )
    file = folder / "hours.csv"
    file.write_text("\n".join(["Project,Description,Start date,Duration", *rows, ""]), "utf-8")
    with wired() as sent:
        async with start(size=(80, 24)) as running:
            crawl = Crawl(running, sent)
            await running.main.perform("import_file")
            await crawl.look("the files there are")
            running.app.screen.query(TextField).first().value = str(file)
            await running.press("f10")
            await running.until(lambda: type(running.app.screen).__name__ == "ImportMap")
            await crawl.look("its projects")
            await crawl.into("its projects")
            await crawl.home()
    assert crawl.seen >= IMPORTING
