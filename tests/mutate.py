"""Plant the faults of tests/mutations, one at a time, and see that a test turns red.

    python tests/mutate.py [--jobs 2] [numbers of some faults]

A fault is a text in utils or in a notebook's code, and what takes its place. Each is tried
in a copy, in a process of its own: first the tests that call the function at fault, the
quickest first, then all others that enter its module, then the notebooks. At the first
that fails the fault is caught; so it is when they do not end. What a fault leaves as it was
for any reader is called "equivalent" in its file, with the reason, is not tried and does
not count. Each one that survives needs its reason there, too, as "survives".

Processes are forks of this one, which has imported what takes long and not utils. Results
are kept in build/mutate.json, until a file changes that they rest on: a run that was
stopped goes on.
"""

import argparse
import ast
import hashlib
import json
import os
import sys
from pathlib import Path

import nbformat
from trials import ROOT, Trial, run

KEPT = ROOT / "build/mutate.json"
LEAST = 0.97
# They know nothing of utils, or try copies of their own.
OTHERS = {
    "test_comparison",
    "test_play",
    "test_project",
    "test_stored_outputs",
    "test_wrong_changes",
}


def faults():
    """Return all faults, those drawn by lot and then those chosen by hand."""
    folder = Path(__file__).with_name("mutations")
    lists = [(folder / f"{name}.json").read_text("utf-8") for name in ("drawn", "chosen")]
    return sum(map(json.loads, lists), [])


def planted(fault):
    """Return its file's text with a fault in it, or None if its place is not there."""
    text = (ROOT / fault["file"]).read_text("utf-8")
    if fault["file"].endswith(".py"):
        once = text.count(fault["old"]) == 1
        return text.replace(fault["old"], fault["new"]) if once else None
    notebook = nbformat.reads(text, as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    if sum(cell.source.count(fault["old"]) for cell in code) != 1:
        return None
    for cell in code:
        cell.source = cell.source.replace(fault["old"], fault["new"])
    return nbformat.writes(notebook)


def function_of(fault):
    """Return the name of the innermost function with the fault; "" if it is in none."""
    text = (ROOT / fault["file"]).read_text("utf-8")
    pairs = zip(fault["old"].splitlines(), fault["new"].splitlines(), strict=False)
    same = next((i for i, (old, new) in enumerate(pairs) if old != new), 0)
    line = text[: text.index(fault["old"])].count("\n") + 1 + same
    around = [
        node
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef) and node.lineno <= line <= node.end_lineno
    ]
    return max(around, key=lambda node: node.lineno).name if around else ""


def digest(*paths):
    """Return a short name of what stands in some files."""
    together = b"".join(path.read_bytes() for path in sorted(paths))
    return hashlib.sha256(together).hexdigest()[:16]


def test_files():
    """Return the files of tests that a fault in utils may turn red, then the notebooks."""
    tests = [p for p in sorted(ROOT.glob("tests/test_*.py")) if p.stem not in OTHERS]
    return [*tests, *sorted(ROOT.glob("notebooks/*.ipynb"))]


def steps(fault, known):
    """Return which tests to run, in which order, and how long each may take.

    known: {file: {test: [seconds, what it calls]}}, of tests without a fault.
    """
    total = {f: sum(seconds for seconds, _ in tests.values()) for f, tests in known.items()}
    whole = [{file: 60 + 10 * total[file]} for file in sorted(total, key=total.get)]
    whole = [step for step in whole if ".ipynb" in [*step][0]]
    if not fault["file"].endswith(".py"):
        figures = f"tests/test_figures_{Path(fault['file']).stem[0]}.py"
        first = {
            file: 60 + 10 * total[file] for file in (figures, "tests/test_notebooks.py")
        }
        return [first, *(step for step in whole if fault["file"] in step)]
    tests = {t: each for f in known if f.endswith(".py") for t, each in known[f].items()}
    module, function = Path(fault["file"]).stem, function_of(fault)
    if function:  # what stands in none may turn any test red
        enters = {t: {call.split(".")[0] for call in tests[t][1]} for t in tests}
        tests = {t: tests[t] for t in tests if module in enters[t]}
    called = {t: f"{module}.{function}" in tests[t][1] for t in tests}
    order = sorted(tests, key=lambda t: (not called[t], tests[t][0]))
    return [{test: 30 + int(10 * tests[test][0]) for test in order}, *whole]


def watched(kept, workers):
    """Run all tests without a fault; note how long each takes, and what it calls."""

    def done(trial):
        if trial.result["caught_by"]:
            print((trial.tree / "log").read_text("utf-8")[-3000:])
            sys.exit(f"Without any fault fails {trial.result['caught_by']}")
        tests = trial.result["tests"]
        kept["tests"][trial.name] = {"digest": digests[trial.name], "tests": tests}
        save(kept)
        said = f"{len(tests)} tests pass in {trial.result['seconds']:.0f} s"
        print(f"{trial.name}: {said}", flush=True)

    names = [str(path.relative_to(ROOT)) for path in test_files()]
    kept["tests"] = {name: kept["tests"][name] for name in names if name in kept["tests"]}
    digests = {name: digest(ROOT / name) for name in names}
    new = [n for n in names if kept["tests"].get(n, {}).get("digest") != digests[n]]
    run([Trial(name, [{name: 1800}], watch=True) for name in new], workers, done)
    return {name: kept["tests"][name]["tests"] for name in names}


def save(kept):
    KEPT.parent.mkdir(exist_ok=True)
    KEPT.write_text(json.dumps(kept, ensure_ascii=False), "utf-8")


def line(number, fault, result):
    """Return a line of the table."""
    what = f"{number:>3}  {fault['file']:27} {fault['operator'][:27]:27}"
    return f"{what} {result['seconds']:6.1f} s  {result['caught_by'] or 'SURVIVED'}"


def report(every, results):
    """Print what came of each fault; return whether that is enough."""
    for number, fault in every.items():
        print(line(number, fault, results[number]))
    caught = sum(bool(results[number]["caught_by"]) for number in every)
    unexplained = [
        number
        for number, fault in every.items()
        if not results[number]["caught_by"] and "survives" not in fault
    ]
    print(f"{caught} of {len(every)} faults are caught, {caught / len(every):.1%}")
    print("survive without a reason:", *unexplained or ["none"])
    return caught >= LEAST * len(every) and not unexplained


def rests_on(fault, caught_by):
    """Return the digest of the files that a result follows from."""
    sources = ROOT.glob("utils/*.*") if fault["file"].endswith(".py") else ()
    caught = ROOT / (caught_by or "").split("::")[0]
    tests = [caught] if caught.is_file() else test_files()
    return digest(*{*sources, *tests, ROOT / fault["file"]})


def tried(every, kept, workers):
    """Try each of these faults of which no result is kept; return all results."""

    def done(trial):
        fault, caught_by = every[trial.name], trial.result["caught_by"]
        result = {"caught_by": caught_by, "seconds": trial.result["seconds"]}
        kept["results"][trial.name] = {**result, "of": rests_on(fault, caught_by)}
        save(kept)
        print(line(trial.name, fault, result), flush=True)

    known, trials, results = watched(kept, workers), [], kept["results"]
    for n, fault in every.items():
        if n not in results or results[n]["of"] != rests_on(fault, results[n]["caught_by"]):
            trials.append(Trial(n, steps(fault, known), fault["file"], planted(fault)))
    run(trials, workers, done)
    return results


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("numbers", nargs="*", help="of some faults; none is all")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="at once")
    options = parser.parse_args()
    kept = {"tests": {}, "results": {}}
    if KEPT.exists():
        kept |= json.loads(KEPT.read_text("utf-8"))
    every = {str(number): fault for number, fault in enumerate(faults())}
    if options.numbers:
        every = {number: every[number] for number in options.numbers}
        kept["results"] = {n: r for n, r in kept["results"].items() if n not in every}
    equivalent = [n for n, fault in every.items() if "equivalent" in fault]
    every = {n: fault for n, fault in every.items() if n not in equivalent}
    gone = [n for n, fault in every.items() if planted(fault) is None]
    if gone:
        sys.exit(f"The places of these faults are no more: {', '.join(gone)}. Draw anew.")
    results = tried(every, kept, options.jobs)
    print(f"not tried, for they change nothing: {', '.join(equivalent) or 'none'}")
    sys.exit(not report(every, results))
