"""The site: each page at two widths, in light and in dark, from a folder without a network.

The explorers of the pages are compared with `train`, which they imitate in JavaScript.
"""

import base64
import io
import itertools
import json
import re
import shutil
import subprocess
import sys
import time
from html.parser import HTMLParser
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

pytest.importorskip("playwright", reason="No Playwright: make test-browser installs it")
pytest.importorskip("myst_nb", reason="No Sphinx: make site installs it")
from utils import LinearNetwork, adam_with_decay, optimal_rmse, seed_of_run, train
from utils.explorers import ModeExplorer, PictureExplorer, TrainingExplorer

import nbformat
import numpy as np
from fontTools.ttLib import TTFont

from .conftest import NOTEBOOKS, ROOT
from .lab import expect, numbers

whole = pytest.mark.slow  # not a part of the smoke test
CHAPTERS = {path.stem: nbformat.read(path, 4) for path in NOTEBOOKS.glob("*.ipynb")}
PAGES = [
    "index.html",
    "TEACHING.html",
    "search.html",
    *(f"notebooks/{name}.html" for name in CHAPTERS),
]
LARGEST = 15e6  # bytes
FIRST_EPOCHS = 500  # that are compared loss by loss
EPOCHS = 20_000
SHAKE = 2.0**-17  # what some updates in single precision round, as a fraction of a weight
TWINS = 5  # that are rounded differently; deep networks often agree by chance with one
AWAKE = """async () => {
  for (const place of document.querySelectorAll(".explorer")) {
    place.scrollIntoView();
    while (!place.explorer) await new Promise(requestAnimationFrame);
    await place.explorer.atWork;
  }
  window.scrollTo(0, 0);
}"""
# The answer of an explorer to some settings: {name of a control: what is shown for it}.
ANSWER = """async ([id, settings]) => {
  const {explorer} = document.getElementById(id);
  explorer.settings = new URLSearchParams(settings).toString();
  await explorer.follow();
  const history = explorer.result?.loss ? explorer.result : null;
  return {
    asked: explorer.asked,
    sentence: explorer.status.textContent,
    loss: history && [...history.loss.slice(0, 500)].map(String),
    rmse: history && history.rmse[history.epochs - 1],
    epochs: history?.epochs,
    stopped_by: history?.stoppedBy,
    layers: history?.network.layers,
  };
}"""
# How long it takes from a move of a slider to its picture, in seconds.
MOVE = """([id, name]) => new Promise(resolve => {
  const {explorer} = document.getElementById(id);
  const control = explorer.controls.find(each => each.name === name);
  const watch = new MutationObserver(() => requestAnimationFrame(() => {
    watch.disconnect();
    resolve((performance.now() - began) / 1000);
  }));
  watch.observe(explorer.figure, {childList: true});
  const began = performance.now();
  control.place = (control.place + 1) % control.options.length;
  control.input.dispatchEvent(new Event("input"));
})"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site") / "site"
    began = time.perf_counter()
    command = [sys.executable, str(ROOT / "site/build.py"), str(NOTEBOOKS), str(folder)]
    result = subprocess.run(command, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr
    print(f"The site was built in {time.perf_counter() - began:.1f} s.")
    return folder


@pytest.fixture
def opened(browser, site):
    """A function that opens a page; what goes wrong on it is an error at the end."""
    wrong, pages = [], []

    def open_page(name, width=1280, scheme="light", **options):
        page = browser.new_page(
            viewport={"width": width, "height": 900}, color_scheme=scheme, **options
        )
        pages.append(page)
        page.on("console", lambda message: wrong.append(message.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("requestfailed", lambda request: wrong.append(request.url))
        page.on("request", lambda request: _check_request(request, wrong))
        page.goto(f"{site.as_uri()}/{name}")
        return page

    yield open_page
    for page in pages:
        page.close()
    assert not wrong


def _check_request(request, wrong):
    if not request.url.startswith(("file:", "data:", "blob:")):
        wrong.append(request.url)


def chapter_page(opened, name, **options):
    """Open a chapter, and wait until all its explorers are alive."""
    page = opened(f"notebooks/{name}.html", **options)
    page.evaluate(AWAKE)
    return page


def explorers_of(kind):
    """Return (chapter, id) of every explorer of a kind that the chapters store."""
    found = []
    for name, notebook in CHAPTERS.items():
        for place, description in enumerate(descriptions(notebook), start=1):
            if description["kind"] == kind:
                found.append((name, f"explorer-{place}"))
    return found


def descriptions(notebook):
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    stored = [output.get("metadata", {}).get("explorer") for output in outputs]
    return [json.loads(each) for each in stored if isinstance(each, str)]


def description_of(chapter, id):
    return descriptions(CHAPTERS[chapter])[int(id.removeprefix("explorer-")) - 1]


def test_the_site_has_a_page_for_each_chapter_and_is_small(site):
    assert {f"{name}.html" for name in CHAPTERS} == {
        path.name for path in (site / "notebooks").glob("*.html")
    }
    size = sum(path.stat().st_size for path in site.rglob("*") if path.is_file())
    print(f"The site has {size / 1e6:.1f} MB.")
    assert size < LARGEST


@pytest.mark.parametrize("name", CHAPTERS)
def test_an_explorer_stores_what_the_site_needs(name):
    notebook = CHAPTERS[name]
    calls = [
        call
        for cell in notebook.cells
        if cell.cell_type == "code"
        for call in re.findall(r"\bexplorers\.([A-Z]\w+Explorer)\(", cell.source)
    ]
    stored = [description["kind"] for description in descriptions(notebook)]
    assert stored == calls, "make notebooks stores it"


SMOKE = "index.html", "notebooks/0_Problem.html"


def some(values, smoke):
    """Return values of which the smoke test takes only a few."""
    return [
        value if value in smoke else pytest.param(value, marks=whole) for value in values
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", some(PAGES, SMOKE))
def test_a_page_fits_and_can_be_used_by_everyone(name, scheme, opened):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    for width in 400, 1600:
        page = opened(name, width=width, scheme=scheme)
        page.evaluate(AWAKE)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        options = {"resultTypes": ["violations"], "preload": False}  # it loads no styles
        found = axe.run(page, options=options).response["violations"]
        said = [
            (each["id"], [node["html"] for node in each["nodes"][:3]]) for each in found
        ]
        assert said == []
        for image in page.locator("img").all():
            assert image.get_attribute("alt"), image.get_attribute("src")


@pytest.mark.parametrize("name", CHAPTERS)
def test_each_prediction_folds_its_result(name, opened):
    texts = [cell.source for cell in CHAPTERS[name].cells if cell.cell_type == "markdown"]
    page = opened(f"notebooks/{name}.html")
    forms = page.locator("form.prediction")
    results = page.locator("details.prediction-result")
    asked = sum("**Predict:**" in text for text in texts)
    assert forms.count() == results.count() == asked
    for form, result in zip(forms.all(), results.all(), strict=True):
        verdict = result.locator(".verdict")
        expect(verdict).to_be_hidden()
        choice = form.locator("input").first
        choice.check()
        text = choice.get_attribute("value")
        expect(verdict).to_be_hidden()  # a click only records
        result.locator("summary").first.click()
        expect(verdict).to_be_visible()
        expect(verdict.locator(".predicted")).to_have_text(f"Your prediction: {text}")
        assert verdict.locator("li").count() == form.locator("input").count()
        right = verdict.locator("p").nth(1).inner_text().removeprefix("The result: ")
        values = [each.get_attribute("value") for each in form.locator("input").all()]
        assert right in values


@pytest.mark.parametrize("name", CHAPTERS)
def test_without_scripts_the_pictures_stay_and_results_can_be_read(name, opened):
    page = opened(f"notebooks/{name}.html", java_script_enabled=False)
    assert page.locator(".alive").count() == 0
    for image in page.locator(".cell_output img").all():
        assert image.get_attribute("hidden") is None
    first = page.locator("details.prediction-result").first
    first.locator("summary").first.click()
    expect(first.locator(".verdict")).to_contain_text("The result: ")


class Addresses(HTMLParser):
    """What a page links to, what it loads, and what its own parts are called."""

    def __init__(self, path):
        super().__init__()
        self.links, self.loaded, self.ids = [], [], {""}
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if attributes.get("id"):
            self.ids.add(attributes["id"])
        if tag == "a" and "href" in attributes:
            self.links.append(attributes["href"])
        elif tag == "link":
            self.loaded.append(attributes["href"])
        elif "src" in attributes:
            self.loaded.append(attributes["src"])


def test_links_hold_and_nothing_is_loaded_from_elsewhere(site):
    pages = {path: Addresses(path) for path in site.rglob("*.html")}
    for path, page in pages.items():
        for address in page.loaded:
            assert not re.match(r"\w+:|//", address.removeprefix("data:")), address
        for link in page.links:
            if re.match(r"https://", link):
                continue
            file, _, anchor = unquote(link).partition("#")
            target = (path.parent / file).resolve() if file else path
            assert target.is_file(), (path.name, link)
            if target in pages:
                assert anchor in pages[target].ids, (path.name, link)


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_chapter_can_be_opened_where_it_runs(name, opened):
    page = opened(f"notebooks/{name}.html")
    for host in "mybinder.org", "colab.research.google.com":
        link = page.locator(f'article a[href^="https://{host}"]').first
        assert name in link.get_attribute("href")


def test_the_search_finds_a_word_without_a_network(opened):
    page = opened("search.html?q=Glorot")
    expect(page.locator("#search-results li").first).to_be_visible()


def test_formulas_are_mathml(opened):
    page = opened("notebooks/0_Problem.html")
    assert page.locator("math").count() > 20
    assert not re.search(r"\$[^$\n]+\$", page.locator("article").inner_text())


def test_formulas_have_a_font_of_their_own(site, opened):
    sheet = (site / "_static/formulas.css").read_text(encoding="utf-8")
    font = base64.b64decode(re.search(r"base64,([^)]*)", sheet)[1])
    known = TTFont(io.BytesIO(font)).getBestCmap()
    for name in CHAPTERS:
        page = opened(f"notebooks/{name}.html")
        letters = {*"".join(page.locator("math").all_text_contents())} - {"\n"}
        assert {letter for letter in letters if ord(letter) not in known} == set(), name
        page.evaluate("document.fonts.ready")
        assert page.evaluate("document.fonts.check('16px \"STIX Two Math\"')")
    raised = page.evaluate("""() => {
      const powers = [...document.querySelectorAll("article msup")];
      const seen = powers.find((each) => each.getBoundingClientRect().height);
      const [base, power] = [...seen.children].map((each) => each.getBoundingClientRect());
      return (base.bottom - power.bottom) / base.height;
    }""")
    assert 0 < raised < 0.8  # without such a font, it lies above the letter


@pytest.mark.parametrize(
    "latex, spaces",
    [
        (r"k \log s(x)", ["k", " ", "log", " ", "s", "(", "x", ")"]),
        (r"\log (x) + \ln x", ["log", "(", "x", ")", "+", "ln", " ", "x"]),
        (r"-\frac{1}{2} \log 5", ["−", "12", " ", "log", " ", "5"]),
    ],
)
def test_functions_in_formulas_stand_apart(latex, spaces, monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "site")
    from mathml import typeset

    (row,) = ElementTree.fromstring(typeset(latex))
    assert ["".join(part.itertext()) or " " for part in row] == spaces


def test_a_sign_in_front_of_a_number_stands_close_to_it(monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "site")
    from mathml import typeset

    for latex, signs in {"s(-3)": 1, "a - b": 0, "x = -1 - y": 1, "(a) - 1": 0}.items():
        assert typeset(latex).count('form="prefix"') == signs, latex


@pytest.mark.parametrize("name", some(CHAPTERS, ["4_MissingEntries"]))
def test_printed_columns_are_not_broken_on_a_phone(name, opened):
    page = opened(f"notebooks/{name}.html", width=400)
    page.evaluate(
        "document.querySelectorAll('details').forEach((each) => (each.open = true))"
    )
    broken = page.evaluate("""() => [...document.querySelectorAll("pre .columns")]
      .filter((line) => line.getClientRects().length !== 1)
      .map((line) => line.textContent)""")
    assert broken == []
    assert page.locator("pre .columns").count()


@pytest.mark.parametrize("name", some(CHAPTERS, ["0_Problem"]))
def test_a_figure_opens_alone(name, opened, site):
    page = opened(f"notebooks/{name}.html")
    figures = page.locator(".cell_output img")
    assert figures.count()
    for figure in figures.all():
        link = figure.locator("xpath=..").get_attribute("href")
        assert (site / "notebooks" / link).resolve().is_file()
    page.evaluate(AWAKE)
    for place in page.locator(".explorer").all():  # it takes the place of its picture
        expect(place.locator("xpath=preceding-sibling::*[1]//img").last).to_be_hidden()


def agreed(history, twin):
    """Return for how many epochs rounding does not part two runs of `train`."""
    length = min(len(history.loss), len(twin.loss), FIRST_EPOCHS)
    apart = (
        np.abs(history.loss[:length] - twin.loss[:length]) > 1e-4 * history.loss[:length]
    )
    return int(apart.argmax()) if apart.any() else length


class Shaken(TrainingExplorer):
    """The same training from initial weights that are rounded differently."""

    number = 0  # how they are rounded

    def compute(self, asked, stop=None, progress=None):
        generator = np.random.RandomState(self.number)
        padded = LinearNetwork.padded

        def shaken(network, width):
            return [
                layer * (1 + SHAKE * generator.uniform(-1, 1, layer.shape))
                for layer in padded(network, width)
            ]

        LinearNetwork.padded = shaken
        try:
            return super().compute(asked, stop, progress)
        finally:
            LinearNetwork.padded = padded


@whole
@pytest.mark.filterwarnings("ignore:Training diverged")
@pytest.mark.parametrize("chapter, id", explorers_of("TrainingExplorer"))
def test_a_training_in_the_page_is_that_of_train(chapter, id, opened):
    description = description_of(chapter, id)
    lines = {line["name"]: line for line in description["controls"]}
    options = {
        "hidden_layers": lines["hidden layers"]["options"],
        "initializers": lines["initialization"]["options"],
        "optimizers": lines["optimizer"]["options"],
        "epochs": description["epochs"],
    }
    words = description["rowWords"], description["columnWords"]
    arguments = description["matrix"], *words
    explorer = TrainingExplorer(*arguments, **options)
    shaken = [Shaken(*arguments, **options) for _ in range(TWINS)]
    for number, each in enumerate(shaken):
        each.number = number
    page = chapter_page(opened, chapter)
    grid = {
        "hidden size": ["1", "3"],
        "hidden layers": lines["hidden layers"]["shown"][::2],
        "initialization": lines["initialization"]["shown"],
        "seed": ["0", "7"],
        "optimizer": lines["optimizer"]["shown"],
        "learning rate": ["0.001", "0.03", "0.1"],
    }
    fractions, ends = [], []
    for values in itertools.product(*grid.values()):
        found = page.evaluate(ANSWER, [id, dict(zip(grid, values, strict=True))])
        asked = found["asked"]
        assert [f"{value}" for value in asked.values()] == list(map(_as_python, values))
        asked["learning rate"] = float(asked["learning rate"])  # 3 is 3.0 in Python
        history, twin = explorer.compute(asked), shaken[0].compute(asked)
        alike = agreed(history, twin)
        fractions.append(alike / min(history.epochs, FIRST_EPOCHS))
        np.testing.assert_allclose(
            [float(loss.replace("Infinity", "inf")) for loss in found["loss"][:alike]],
            history.loss[:alike],
            rtol=1e-3,
            err_msg=str(asked),
        )
        if asked["optimizer"] == "Adam, decaying learning rate":
            others = (each.compute(asked) for each in shaken[1:])
            ends.append(_compare_ends(asked, found, history, [twin, *others]))
    print(
        f"{chapter}: {np.mean(fractions):.0%} of the first {FIRST_EPOCHS} losses and "
        f"{np.mean(ends):.0%} of the ends compared"
    )
    assert np.mean(fractions) > 0.5
    assert np.mean(ends) > 0.3


@pytest.mark.filterwarnings("ignore:Training diverged")
@pytest.mark.parametrize("chapter, id", explorers_of("TrainingExplorer"))
def test_a_training_in_the_page_diverges_where_train_does(chapter, id, opened):
    description = description_of(chapter, id)
    (optimizers,) = [
        line["shown"] for line in description["controls"] if line["name"] == "optimizer"
    ]
    options = {"optimizers": optimizers, "epochs": description["epochs"]}
    explorer = TrainingExplorer(description["matrix"], **options)
    page = chapter_page(opened, chapter)
    for seed in "0", "7", "13":
        settings = {"learning rate": "3", "optimizer": optimizers[-1], "seed": seed}
        found = page.evaluate(ANSWER, [id, settings])
        history = explorer.compute(found["asked"] | {"learning rate": 3.0})
        assert found["stopped_by"] == history.stopped_by
        assert found["epochs"] == pytest.approx(history.epochs, rel=0.02, abs=1)
        diverged = "because the learning rate is too large" in found["sentence"]
        assert diverged == (history.stopped_by == "diverged")


def _as_python(shown):
    """Return a number as Python writes it; a word stays as it is."""
    try:
        return str(json.loads(shown)) if "." in shown else shown
    except ValueError:
        return shown


def _compare_ends(asked, found, history, twins):
    """Compare where two runs end, and return False if rounding decides it."""
    if any(abs(twin.rmse[-1] - history.rmse[-1]) > 1e-7 for twin in twins):
        return False
    assert found["rmse"] == pytest.approx(history.rmse[-1], abs=1e-6), asked
    if asked["learning rate"] <= 0.01:  # else it trembles, and rounding decides how far
        W1 = history.network.weights[0].numpy()[:, : asked["hidden size"]]
        np.testing.assert_allclose(found["layers"][0], W1, atol=1e-2, err_msg=str(asked))
    return True


def test_the_sentence_of_a_training_is_that_of_the_notebook(opened):
    for chapter, id in explorers_of("TrainingExplorer"):
        page = chapter_page(opened, chapter)
        said = page.evaluate(ANSWER, [id, {"learning rate": "0.001", "hidden size": "1"}])
        asked, _, found = said["sentence"].partition(": ")
        matrix = description_of(chapter, id)["matrix"]
        setting = r"Hidden size 1, hidden layers \d+, initialization \w+, seed \d+, .*"
        assert re.fullmatch(f"{setting}learning rate 0.001", asked)
        optimum = optimal_rmse(matrix, 1)
        assert numbers(found)[-1] == pytest.approx(optimum, rel=0.01, abs=1e-9)


@pytest.mark.parametrize("chapter, id", explorers_of("SnapshotExplorer"))
def test_snapshots_in_the_page_are_those_of_the_notebook(chapter, id, opened):
    description = description_of(chapter, id)
    page = chapter_page(opened, chapter)
    epochs = description["controls"][0]["options"]
    for place in 0, 1, len(epochs) // 2, len(epochs) - 1:
        said = page.evaluate(ANSWER, [id, {"epoch": str(epochs[place])}])["sentence"]
        epoch, rmse, *_ = numbers(said)
        product = np.array(description["rowVectors"][place]) @ (
            np.array(description["columnVectors"][place])
        )
        found = np.sqrt(np.mean((product - description["matrix"]) ** 2))
        assert epoch == epochs[place]
        assert rmse == pytest.approx(description["rmse"][place], rel=0.01)
        assert rmse == pytest.approx(found, rel=0.01, abs=1e-5)


@pytest.mark.parametrize("chapter, id", explorers_of("RotationExplorer"))
def test_a_rotation_in_the_page_changes_arrows_and_no_product(chapter, id, opened):
    description = description_of(chapter, id)
    rows = np.array(description["rowVectors"])
    page = chapter_page(opened, chapter)
    for angle, stretch in itertools.product([-180, -70, 0, 90], ["0.5", "1", "2"]):
        settings = {"angle": str(angle), "stretch": stretch}
        said = page.evaluate(ANSWER, [id, settings])["sentence"]
        turn = np.exp(1j * np.radians(angle))
        Q = np.array([[turn.real, turn.imag], [-turn.imag, turn.real]])
        first, *_, last = rows @ Q @ np.diag([float(stretch), 1 / float(stretch)])
        cosine = first @ last / np.linalg.norm(first) / np.linalg.norm(last)
        assert numbers(said)[:2] == [angle, float(stretch)]
        assert numbers(said)[2] < 1e-12
        assert numbers(said)[3] == pytest.approx(cosine, abs=0.006)


@pytest.mark.parametrize("chapter, id", explorers_of("ModeExplorer"))
def test_modes_in_the_page_are_those_of_the_notebook(chapter, id, opened):
    page = chapter_page(opened, chapter)
    explorer = ModeExplorer()
    grid = {
        "singular value 2": ["2", "0.5"],
        "initial strength": ["0.0001", "0.01"],
        "matrices": ["2", "3", "4"],
        "initialization": ["aligned", "random"],
        "show": ["theory and run", "theory alone"],
    }
    for values in itertools.product(*grid.values()):
        found = page.evaluate(ANSWER, [id, dict(zip(grid, values, strict=True))])
        result = explorer.compute(found["asked"])
        sentence = explorer.draw(explorer.figure, result, found["asked"])
        explorer.figure.clear()
        asked, here = found["sentence"].partition(": ")[::2]
        assert asked == sentence.partition(": ")[0]
        there = sentence.partition(": ")[2]
        assert here.count("never") == there.count("never")
        every = explorer.forecast(found["asked"]).epochs[1]  # a snapshot more or less
        np.testing.assert_allclose(numbers(here), numbers(there), atol=every, rtol=1e-3)


@whole
@pytest.mark.parametrize("chapter, id", explorers_of("PictureExplorer"))
def test_a_picture_in_the_page_is_that_of_the_notebook(chapter, id, opened):
    description = description_of(chapter, id)
    shades = np.frombuffer(base64.b64decode(description["pixels"]), "u1")
    picture = shades.reshape(description["shape"]) / 255
    options = {"hidden_sizes": [1, 5, 20], "epochs": description["epochs"]}
    explorer = PictureExplorer(picture, **options)
    page = chapter_page(opened, chapter)
    for size in 1, 5, 20:
        said = page.evaluate(ANSWER, [id, {"hidden size": str(size)}])["sentence"]
        product = explorer.compute({"hidden size": size})
        rmse = np.sqrt(np.mean((product - picture) ** 2))
        optimum = optimal_rmse(picture, size)
        assert numbers(said) == [
            size,
            pytest.approx(rmse, abs=1e-4),
            pytest.approx(optimum, abs=1e-4),
        ]


@pytest.mark.parametrize("chapter, id", explorers_of("TableExplorer")[:1])
def test_a_table_of_ones_own_in_the_page_is_that_of_train(chapter, id, opened, tmp_path):
    page = chapter_page(opened, chapter)
    box = page.locator(f"#{id}")
    status = box.locator(".alive > [role=status]")
    pasted = box.locator("textarea")
    note = box.locator(".table-editor [role=status]")
    said = status.inner_text()

    box.get_by_label("row 1, column 2").fill("much")
    box.get_by_label("row 1, column 2").press("Tab")
    expect(status).to_contain_text("column 'jump' must be a number")
    expect(status).to_contain_text("got 'much'")
    for text, sentence in {
        "x,a\nb,one\nc,2": "got 'one'",
        "x,a\nb,1": "got 1 and 1",
        "x,a\nb,\nc,": "all are blank",
        " ": "got 0 and 0",
    }.items():
        pasted.fill(text)
        pasted.press("Tab")
        expect(note).to_contain_text(sentence)
        assert pasted.input_value() == text

    pasted.fill("x\ta\tb\tc\nd\t1\t2\t1,5\ne\t2\t\t3,5\nf\t1\t2\t2")
    pasted.press("Tab")
    expect(status).to_contain_text("of the 8 numbers given, in the best of 100 runs")
    table = np.array([[1, 2, 1.5], [2, np.nan, 3.5], [1, 2, 2]])
    hidden = int(re.search(r"Hidden size (\d)", status.inner_text())[1])
    assert numbers(status.inner_text())[1:] == pytest.approx(
        numbers(sentence_of_table(table, hidden)), rel=0.02, abs=1e-5
    )

    (tmp_path / "own.csv").write_text('x;a;b\n"c;d";0,5;1\nd;1;2\ne;2;4', encoding="cp1252")
    box.locator("input[type=file]").set_input_files(tmp_path / "own.csv")
    expect(status).to_contain_text("of the 6 numbers given; exact optimum 0.")
    assert box.get_by_label("row 1, column 0").input_value() == "c;d"
    assert status.inner_text() != said


def sentence_of_table(table, hidden):
    """What 100 runs of `train` say of a table with one missing entry."""
    observed = np.isfinite(table)
    unit = np.sqrt(np.mean(table[observed] ** 2))
    sizes = [len(table), hidden, len(table[0])]
    many = LinearNetwork(sizes, "orthogonal_zero_outer", runs=100)
    history = train(
        many,
        np.where(observed, table, 0) / unit,
        epochs=10_000,
        optimizer=adam_with_decay(10_000),
        mask=observed,
    )
    loss = history.loss[-1]
    guesses = many.end_to_end().numpy() * unit
    good = guesses[loss <= 1.02 * loss.min() + 1e-10]
    best = guesses[loss.argmin()]
    rmse = np.sqrt(np.mean((best - table)[observed] ** 2))
    ((row, column),) = np.argwhere(~observed)
    low, high = good[:, row, column].min(), good[:, row, column].max()
    guess = best[row, column]
    return f"{rmse} {observed.sum()} 100 {len(good)} {guess} {low} {high}"


@pytest.mark.parametrize("chapter, id", explorers_of("GuessExplorer"))
def test_guesses_in_the_page_are_those_of_the_notebook(chapter, id, opened):
    description = description_of(chapter, id)
    page = chapter_page(opened, chapter)
    ratings = np.array(description["ratings"], float)
    held_out = np.array(description["heldOut"])
    method, guess = description["guesses"][-1]
    errors = (np.array(guess, float) - ratings) ** 2
    for row, name in enumerate(description["names"]):
        said = page.evaluate(ANSWER, [id, {"nickname": name}])["sentence"]
        assert said.startswith(f"{name}: ")
        if held_out[row].any():
            rmse = np.sqrt(np.mean(errors[row][held_out[row]]))
            found = re.search(rf"RMSE ([\d.]+) by {re.escape(method)}, place", said)
            assert float(found[1]) == pytest.approx(rmse, abs=0.006)


@pytest.mark.parametrize("chapter, id", explorers_of("NeighbourExplorer"))
def test_neighbours_in_the_page_are_those_of_the_notebook(chapter, id, opened):
    description = description_of(chapter, id)
    page = chapter_page(opened, chapter)
    word, hidden_size = (line["shown"] for line in description["controls"])
    for i, j in itertools.product(range(min(3, len(word))), range(len(hidden_size))):
        settings = {"word": word[i], "hidden size": hidden_size[j]}
        said = page.evaluate(ANSWER, [id, settings])["sentence"]
        neighbours, _ = description["answers"][i][j]
        assert said.endswith(f"hidden size {hidden_size[j]}: {', '.join(neighbours)}.")


def test_a_setting_is_sent_with_the_address(opened):
    chapter, id = explorers_of("TrainingExplorer")[0]
    page = opened(f"notebooks/{chapter}.html#{id}&hidden+size=1&seed=5")
    status = page.locator(f"#{id} .alive > [role=status]")
    expect(status).to_contain_text("Hidden size 1")
    expect(status).to_contain_text("seed 5")
    slider = page.get_by_role("slider", name="seed")
    slider.press("ArrowRight")
    expect(status).to_contain_text("seed 6")
    page.wait_for_function("location.hash.endsWith('hidden+size=1&seed=6')")
    slider.press("Home")
    expect(status).to_contain_text("seed 0")
    page.wait_for_function("location.hash.endsWith('&hidden+size=1')")
    page.evaluate("id => { location.hash = `${id}&seed=3`; }", id)
    expect(status).to_contain_text("seed 3")
    assert "Hidden size 1" not in status.inner_text()
    link = page.locator(f"#{id} a.setting")
    assert link.get_attribute("href") == f"#{id}&seed=3"


@pytest.mark.parametrize("name", CHAPTERS)
def test_an_explorer_answers_the_keyboard(name, opened):
    page = chapter_page(opened, name)
    for box in page.locator(".explorer").all():
        for control in box.locator("input[type=range], select").all():
            status = box.locator(".alive > [role=status]")
            said = status.inner_text()
            before = control.input_value()
            control.press("ArrowRight" if control.get_attribute("min") else "ArrowDown")
            if control.input_value() == before:  # it was at its end
                control.press("ArrowLeft" if control.get_attribute("min") else "ArrowUp")
            expect(status).not_to_have_text(said)
            assert control.input_value() != before
            if control.get_attribute("min"):
                assert control.get_attribute("aria-valuetext")


def test_a_move_of_a_slider_is_answered_at_once(opened):
    chapter, id = explorers_of("TrainingExplorer")[0]
    page = chapter_page(opened, chapter)
    for name in "hidden size", "seed", "learning rate":
        seconds = [page.evaluate(MOVE, [id, name]) for _ in range(20)]
        print(f"{name}: median {np.median(seconds):.3f} s, longest {max(seconds):.3f} s")
        assert np.median(seconds) < 0.1


def test_random_numbers_of_the_page_are_those_of_numpy(opened, tmp_path):
    node = shutil.which("node")
    if not node:
        pytest.skip("No node")
    for script in (ROOT / "site/scripts").glob("*.js"):
        shutil.copy(script, tmp_path)
    (tmp_path / "package.json").write_text('{"type": "module"}')
    (tmp_path / "try.js").write_text("""
      import { RandomState, seedOfRun } from "./random.js";
      import { INITIALIZERS, LinearNetwork } from "./network.js";
      const generator = new RandomState(7);
      console.log(JSON.stringify({
        normal: Array.from({ length: 1000 }, () => generator.standardNormal()),
        seeds: [[0, 0], [0, 99], [123456789, 7], [4294967295, 3]].map(
          ([seed, run]) => seedOfRun(seed, run)),
        layers: Object.keys(INITIALIZERS).map(
          (name) => new LinearNetwork([3, 5, 2, 4], name, 9).layers),
      }));
    """)
    found = json.loads(subprocess.check_output([node, tmp_path / "try.js"]))
    assert found["normal"] == pytest.approx(np.random.RandomState(7).standard_normal(1000))
    assert found["seeds"] == [
        seed_of_run(seed, run)
        for seed, run in [(0, 0), (0, 99), (123456789, 7), (4294967295, 3)]
    ]
    names = "normal", "glorot_normal", "orthogonal", "orthogonal_zero_outer"
    for name, layers in zip(names, found["layers"], strict=True):
        weights = LinearNetwork([3, 5, 2, 4], name, 9).weights
        for layer, weight in zip(layers, weights, strict=True):
            np.testing.assert_allclose(layer, weight.numpy(), atol=1e-6)
