"""What a reader does in JupyterLab: open a notebook, run its cells, move an explorer."""

import ast
import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import expect

ROOT = Path(__file__).parents[2]
SOON = 60_000  # milliseconds; a slow machine is no error
NUMBER = re.compile(r"-?\d+\.?\d*(?:e[-+]?\d+)?")
READY = """() => {
  const widget = window.jupyterapp?.shell.currentWidget;
  const kernel = widget?.sessionContext?.session?.kernel;
  return widget?.context?.isReady && kernel?.status === "idle";
}"""
RUN = """async indices => {
  const notebook = jupyterapp.shell.currentWidget.content;
  for (const index of indices) {
    notebook.deselectAll();
    notebook.activeCellIndex = index;
    await jupyterapp.commands.execute("notebook:run-cell");
  }
}"""
VALUE = """async expression => {
  const {kernel} = jupyterapp.shell.currentWidget.sessionContext.session;
  const asked = {code: "", user_expressions: {value: expression}, store_history: false};
  const reply = await kernel.requestExecute(asked).done;
  const {status, data, ename, evalue} = reply.content.user_expressions.value;
  if (status !== "ok") throw new Error(`${expression}: ${ename}: ${evalue}`);
  return data["text/plain"];
}"""
CELLS = "() => jupyterapp.shell.currentWidget.content.model.toJSON().cells"
VALUES = """box => Object.fromEntries(
  [...box.querySelectorAll(".widget-hslider")].map(line => [
    line.querySelector(".widget-label").innerText,
    line.querySelector(".widget-readout").innerText,
  ]))"""
SHOW = """index => {
  const notebook = jupyterapp.shell.currentWidget.content;
  notebook.activeCellIndex = index;
  return notebook.scrollToItem(index, "start");
}"""
# From the press of a key to the next picture of an explorer.
TIMES = """() => {
  let pressed = null;
  window.seconds = [];
  document.addEventListener("keydown", () => { pressed = performance.now(); }, true);
  document.addEventListener("load", event => {
    if (pressed === null || !event.target.closest?.(".explorer")) return;
    seconds.push((performance.now() - pressed) / 1000);
    pressed = null;
  }, true);
}"""


@contextmanager
def served(folder, home):
    """Serve a folder in JupyterLab as if to a new user; yield its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    variables = {key: text for key, text in os.environ.items() if key != "JUPYTER_PATH"}
    variables |= {"HOME": str(home), "IPYTHONDIR": str(home / "ipython")}
    variables["JUPYTER_CONFIG_PATH"] = str(ROOT / "jupyter_config")  # as make lab does
    for kind in "CONFIG", "DATA", "RUNTIME":
        variables[f"JUPYTER_{kind}_DIR"] = str(home / kind.lower())
    command = [sys.executable, "-m", "jupyter", "lab", "--no-browser", "--allow-root"]
    command += [f"--port={port}", "--ServerApp.port_retries=0", "--IdentityProvider.token="]
    command += [f"--ServerApp.root_dir={folder}", "--expose-app-in-browser"]
    with open(home / "server.log", "w") as log:
        server = subprocess.Popen(command, env=variables, stdout=log, stderr=log)
        try:
            wait_until(lambda: answers(f"http://127.0.0.1:{port}/api/status"))
            yield f"http://127.0.0.1:{port}/lab"
        finally:
            server.terminate()  # it ends its kernels
            server.wait(SOON / 1000)


def answers(address):
    try:
        return urllib.request.urlopen(address, timeout=5).status == 200
    except OSError:
        return False


def wait_until(condition):
    end = time.monotonic() + SOON / 1000
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError("JupyterLab did not start.")
        time.sleep(0.1)


def needed(cells, index):
    """Return which code cells have to run before this one: those whose names it takes."""
    found, wanted = [index], names(cells[index], ast.Load)
    for i in range(index - 1, -1, -1):
        if cells[i]["cell_type"] == "code" and names(cells[i], ast.Store) & wanted:
            found.append(i)
            wanted -= names(cells[i], ast.Store)
            wanted |= names(cells[i], ast.Load)
    return found[::-1]


def names(cell, context):
    """Return the names that a cell makes (ast.Store) or takes (ast.Load)."""
    python = re.sub(r"^(\s*)!", r"\1pass  # ", "".join(cell["source"]), flags=re.MULTILINE)
    nodes = list(ast.walk(ast.parse(python)))
    found = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, context)}
    for node in nodes if context is ast.Store else ():
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            found |= {alias.asname or alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.FunctionDef):
            found.add(node.name)
    return found


class Notebook:
    """A notebook opened in JupyterLab."""

    def __init__(self, page, address, path):
        self.page = page
        page.goto(f"{address}/tree/{path}?reset")
        page.wait_for_function(READY, timeout=SOON)
        page.evaluate(TIMES)

    @property
    def cells(self):
        return self.page.evaluate(CELLS)

    def run_all(self):
        self.page.evaluate("() => jupyterapp.commands.execute('notebook:run-all-cells')")

    def run(self, text):
        """Run the cell that has this text."""
        self.page.evaluate(RUN, [self.index(text)])

    def run_what_it_takes(self, text):
        """Run the cell that has this text, after those it depends on."""
        self.page.evaluate(RUN, needed(self.cells, self.index(text)))

    def value(self, expression):
        """Return what an expression gives in the notebook's kernel, as plain Python."""
        return ast.literal_eval(self.page.evaluate(VALUE, expression))

    def index(self, text):
        """Return the number of the code cell that has this text."""
        codes = [cell["cell_type"] == "code" and cell["source"] for cell in self.cells]
        (index,) = [i for i, code in enumerate(codes) if code and text in "".join(code)]
        return index

    def explorer(self, text):
        """Return the explorer below the cell that has this text, scrolled into view."""
        index = self.index(text)
        self.page.evaluate(SHOW, index)
        box = self.page.locator(f'[data-windowed-list-index="{index}"] .explorer')
        box.scroll_into_view_if_needed(timeout=SOON)
        for readout in box.locator(".widget-readout").all():
            expect(readout).not_to_be_empty(timeout=SOON)  # a moment after the slider
        return Explorer(box)

    def seconds(self):
        """Return the seconds from each key pressed so far to its picture."""
        return self.page.evaluate("() => window.seconds")

    def shut_down(self):
        self.page.evaluate("() => jupyterapp.shell.currentWidget.sessionContext.shutdown()")


class Explorer:
    """An explorer as it is shown, moved by keyboard."""

    def __init__(self, box):
        self.box = box
        self.image = box.locator("> .widget-image")
        self.said = box.locator("> .widget-html [role=status]")

    @property
    def sentence(self):
        return self.said.inner_text()

    @property
    def values(self):
        """What the controls read, {description: text}."""
        return self.box.evaluate(VALUES)

    def control(self, name):
        """Return the handle of the slider of this description."""
        label = self.box.page.locator(f'.widget-label:text-is("{name}")')
        return (
            self.box.locator(".widget-hslider").filter(has=label).locator("[role=slider]")
        )

    def press(self, name, key, times=1):
        """Press a key on a control, wait for the answer, return whether anything moved."""
        picture, sentence, value = self.picture, self.sentence, self.values[name]
        for _ in range(times):
            self.control(name).press(key)
        if self.values[name] == value:
            return False
        expect(self.image).not_to_have_attribute("src", picture, timeout=SOON)
        expect(self.said).not_to_have_text(sentence, timeout=SOON)
        if times > 1:  # some moves may be dropped, the last is not
            last = rf"\b{re.escape(name).partition(',')[0]} {self.values[name]}\b"
            expect(self.said).to_have_text(re.compile(last, re.IGNORECASE), timeout=SOON)
        return True

    @property
    def picture(self):
        """The address of the picture: another picture has another."""
        return self.image.get_attribute("src")

    def sweep(self, name):
        """Go with a control from its first value to the last, and back; stop to yield.

        A long slider is moved seven steps at a time, as by a key that is kept pressed.
        """
        first = self.values[name]
        times = 7 if float(self.control(name).get_attribute("aria-valuemax")) > 40 else 1
        self.press(name, "Home")
        yield
        while self.press(name, "ArrowRight", times):
            yield
        self.press(name, "ArrowLeft")  # after a full turn the picture is the first again
        self.press(name, "Home")
        while self.values[name] != first:
            self.press(name, "ArrowRight")


def numbers(sentence):
    return [float(number) for number in NUMBER.findall(sentence)]
