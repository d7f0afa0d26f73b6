"""The slides of each chapter at 1280x720, key by key, after all cells have run.

Each prediction is clicked, and its result is run again, so that all reasons are seen.

With SLIDES=folder, a picture of each step is kept there.
"""

import os
from pathlib import Path

import pytest

pytest.importorskip("playwright", reason="No Playwright: make test-browser installs it")
from .conftest import NOTEBOOKS
from .lab import READY, SHOW, SOON, Explorer

ON_SLIDES = "slide", "fragment"

PREDICTION = ".jp-deck-mod-visible .prediction input"
ACTIVE = "() => jupyterapp.shell.currentWidget.content.activeCellIndex"
# The numbers of the cells that are seen, the uppermost first, and what is wrong with them.
SEEN = """() => {
  const {node} = jupyterapp.shell.currentWidget.content;
  const all = [...node.querySelectorAll(".jp-Cell")], wrong = [];
  const longer = (a, b, flow) => ["auto", "scroll"].includes(flow) && a > b + 1;
  const seen = all.filter(cell => cell.checkVisibility({opacityProperty: true,
    visibilityProperty: true}) && cell.getBoundingClientRect().height > 2);
  for (const part of [node, ...seen.flatMap(cell => [...cell.querySelectorAll("*")])]) {
    const box = part.getBoundingClientRect(), style = getComputedStyle(part);
    if (box.width < 2 || box.height < 2 || part.closest("mjx-assistive-mml")) continue;
    if (!part.checkVisibility({visibilityProperty: true})) continue;
    const name = `${part.tagName}.${part.className} "${part.textContent.slice(0, 30)}"`;
    if (box.bottom > innerHeight || box.right > innerWidth || box.left < 0 || box.top < 0)
      wrong.push(`outside: ${name}`);
    if (longer(part.scrollWidth, part.clientWidth, style.overflowX)
        || longer(part.scrollHeight, part.clientHeight, style.overflowY))
      wrong.push(`a scroll bar: ${name}`);
    const said = [...part.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
    if (said && parseFloat(style.fontSize) < 18) wrong.push(`${style.fontSize}: ${name}`);
  }
  seen.sort((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top);
  return {cells: seen.map(cell => all.indexOf(cell)), wrong: wrong.slice(0, 5)};
}"""


class Deck:
    """A notebook shown as slides, from the first on."""

    def __init__(self, page):
        self.page = page
        page.set_viewport_size({"width": 1280, "height": 720})
        page.evaluate(SHOW, 0)
        page.locator(".jp-Cell h1").first.click()
        page.locator("[data-command='deck:toggle']").click()
        page.locator(".jp-Deck .jp-deck-mod-visible").first.wait_for(timeout=SOON)
        page.wait_for_timeout(500)

    def steps(self):
        """Yield the number of the active cell after each key, and what is seen then."""
        last = None
        while (active := self.page.evaluate(ACTIVE)) != last:
            self.page.wait_for_timeout(300)  # what is new fades in
            yield active, self.page.evaluate(SEEN)
            last = active
            self.page.keyboard.press("ArrowRight")
            self.page.wait_for_timeout(100)

    def run(self):
        """Run the active cell, which stays in sight."""
        self.page.keyboard.press("Shift+Enter")
        self.page.wait_for_timeout(100)
        self.page.wait_for_function(READY, timeout=SOON)

    def move(self):
        """Move the explorer on this slide, and leave it."""
        explorer = Explorer(self.page.locator(".jp-deck-mod-visible .explorer"))
        name = next(iter(explorer.values))
        assert explorer.press(name, "ArrowRight") or explorer.press(name, "ArrowLeft")
        explorer.image.click()  # the arrow keys turn slides again


@pytest.fixture
def deck(page):
    """A function that shows the open notebook as slides."""
    yield lambda: Deck(page)
    page.locator(".jp-Deck-Remote .jp-deck-mod-stop").click()  # JupyterLab remembers them
    page.wait_for_timeout(1000)


def tags(cell):
    return cell["metadata"].get("tags", [])


def chapters():
    for path in sorted(NOTEBOOKS.glob("*.ipynb")):
        marks = () if path.stem == "0_Problem" else pytest.mark.slow
        yield pytest.param(path.stem, marks=marks)


@pytest.mark.parametrize("chapter", [*chapters()])
def test_every_slide_is_seen_whole_and_lives(chapter, opened, page, deck):
    notebook = opened(f"slides/{chapter}")
    notebook.run_all()
    page.wait_for_timeout(1000)
    page.wait_for_function(READY, timeout=5 * SOON)
    cells, wrong, shown, moved = notebook.cells, {}, [], 0
    kinds = [cell["metadata"]["slideshow"]["slide_type"] for cell in cells]
    slides = deck()
    for active, seen in slides.steps():
        shown.append(active)
        if folder := os.environ.get("SLIDES"):
            page.screenshot(path=Path(folder, f"{chapter}_{len(shown):03}.png"))
        slide = [active]
        while kinds[slide[0]] != "slide":
            slide.insert(0, max(i for i in range(slide[0]) if kinds[i] in ON_SLIDES))
        assert seen["cells"] == sorted(
            slide, key=lambda i: "headline" not in tags(cells[i])
        )
        if page.locator(".jp-deck-mod-visible .explorer").count():
            slides.move()
            moved += 1
        elif page.locator(PREDICTION).count():
            page.locator(PREDICTION).last.click()  # its result shows all reasons
        elif cells[active]["cell_type"] == "code" and (
            "reasons" in tags(cells[active])
            or "hide-code-on-slides" not in tags(cells[active])
        ):
            slides.run()
            page.wait_for_timeout(300)
            seen["wrong"] += page.evaluate(SEEN)["wrong"]
            if folder and "reasons" in tags(cells[active]):
                page.screenshot(path=Path(folder, f"{chapter}_{len(shown):03}_reasons.png"))
        if seen["wrong"]:
            wrong[active] = seen["wrong"]
    assert wrong == {}
    assert moved >= 1
    assert shown == [i for i, kind in enumerate(kinds) if kind in ON_SLIDES]
    outputs = [out for cell in notebook.cells for out in cell.get("outputs", [])]
    assert [out for out in outputs if out["output_type"] == "error"] == []
