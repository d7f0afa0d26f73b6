"""Draw faults in utils by lot: each of many mechanical changes, and no module left out.

    python tests/draw_mutations.py [faults, 160] [seed, 0]

writes tests/mutations/drawn.json anew: do so before any of them is run, and then keep all.
Every place where an operator below fits is found; each module gives in proportion to the
root of how many it has, its operators in turn. Left alone are the insides of f-strings, but
for the order of what they show; looks, which only an eye can judge; and what would just be
an error at once, such as a loop without its range.
"""

import ast
import json
import re
import sys
from contextlib import suppress
from itertools import compress
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[1]
DRAWN = Path(__file__).with_name("mutations") / "drawn.json"
PAIRS = [
    ("sign", ast.Add, "+", ast.Sub, "-"),
    ("factor", ast.Mult, "*", ast.Div, "/"),
    ("comparison", ast.Lt, "<", ast.LtE, "<="),
    ("comparison", ast.Gt, ">", ast.GtE, ">="),
    ("comparison", ast.Eq, "==", ast.NotEq, "!="),
    ("comparison", ast.Is, "is", ast.IsNot, "is not"),
    ("comparison", ast.In, "in", ast.NotIn, "not in"),
    ("logic", ast.And, "and", ast.Or, "or"),
    ("logic", ast.BitAnd, "&", ast.BitOr, "|"),
]
SWAPPED = {ast.Pow: ("factor", "**", "*")}
for operator, one, its, other, others in PAIRS:
    SWAPPED |= {one: (operator, its, others), other: (operator, others, its)}
LOOKS = set(
    "alpha bbox bbox_to_anchor bottom description_width edgecolor figsize gridspec_kw ha "
    "layout left linewidth loc markeredgewidth markersize max_width nbins ncols numticks "
    "pad padding right rotation rotation_mode rows s strict style top va width wspace "
    "zorder".split()
)
NEEDED = {"enumerate", "getattr", "isinstance", "items", "len", "map_structure", "range"}
OTHER_AXIS = {"0": "1", "1": "0", "-1": "-2", "-2": "-1"}


class Sites(ast.NodeVisitor):
    """All changes of a source: `found` has (operator, start, end, what takes its place)."""

    def __init__(self, source):
        self.source, self.found, self.strings = source.encode(), [], []
        self.lines = [0, *np.cumsum([len(x) for x in self.source.splitlines(True)])]
        tree = ast.parse(source)
        self.outside = {id(c) for node in ast.walk(tree) for c in self._not_code(node)}
        self.visit(tree)
        pairs = zip(self.strings, [*self.strings[1:], *self.strings[:1]], strict=True)
        pairs = [(one, other) for one, other in pairs if one.value != other.value]
        self.found[:0] = [("word", *self.place(a), self.text(b)) for a, b in pairs]

    def _not_code(self, node):
        """Docstrings, imports, annotations, looks and the insides of f-strings."""
        if isinstance(node, (ast.Import, ast.ImportFrom, ast.JoinedStr)):
            return ast.iter_child_nodes(node)
        if isinstance(node, ast.keyword) and node.arg in LOOKS:
            return [node.value]
        if isinstance(node, ast.Dict):
            known = [getattr(key, "value", None) in LOOKS for key in node.keys]
            return [*compress(node.keys, known), *compress(node.values, known)]
        body = getattr(node, "body", None)
        first = body[0] if isinstance(body, list) and body else None
        text = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
        return [first if text else None, getattr(node, "annotation", None)]

    def visit(self, node):
        if id(node) not in self.outside:
            for kind in type(node).__mro__[:-1]:
                getattr(self, f"in_{kind.__name__}", lambda _: None)(node)
            if not isinstance(node, ast.JoinedStr):
                self.generic_visit(node)

    def place(self, node):
        start = self.lines[node.lineno - 1] + node.col_offset
        return start, self.lines[node.end_lineno - 1] + node.end_col_offset

    def text(self, node):
        start, end = self.place(node)
        return self.source[start:end].decode()

    def add(self, operator, node, new):
        self.found.append((operator, *self.place(node), new))

    def between(self, left, operation, right):
        start, end = self.place(left)[1], self.place(right)[0]
        gap = self.source[start:end].decode()
        if type(operation) in SWAPPED:
            name, old, new = SWAPPED[type(operation)]
            self.found.append((name, start, end, gap.replace(old, new, 1)))

    def in_BinOp(self, node):
        if not isinstance(node.left, ast.List):
            self.between(node.left, node.op, node.right)

    def in_AugAssign(self, node):
        self.between(node.target, node.op, node.value)
        self.add("statement left out", node, "pass")

    def in_BoolOp(self, node):
        self.between(node.values[0], node.op, node.values[1])

    def in_Compare(self, node):
        self.between(node.left, node.ops[0], node.comparators[0])

    def in_UnaryOp(self, node):
        name = "sign" if isinstance(node.op, ast.USub) else "logic"
        self.add(name, node, self.text(node.operand))

    def in_Constant(self, node):
        if isinstance(node.value, bool):
            self.add("logic", node, str(not node.value))
        elif isinstance(node.value, int):
            self.add("off by one", node, str(node.value + 1))
        elif isinstance(node.value, float):
            self.add("number", node, str(2 * node.value or 1.0))
        elif isinstance(node.value, str) and node.lineno == node.end_lineno:
            self.strings.append(node)

    def in_If(self, node):
        self.add("condition", node.test, f"not ({self.text(node.test)})")

    in_IfExp = in_If

    def in_Attribute(self, node):
        if node.attr == "T":
            self.add("transpose", node, self.text(node.value))

    def in_Subscript(self, node):
        if self.text(node.slice) == "::-1":
            self.add("order", node, self.text(node.value))

    def in_Call(self, node):
        plain = [each for each in node.args if not isinstance(each, ast.Starred)]
        two = not any(isinstance(each, (ast.Constant, ast.Lambda)) for each in plain[:2])
        if getattr(node.func, "attr", getattr(node.func, "id", "")) in NEEDED:
            return
        if two and len(node.args) > 1 and plain[:2] == node.args[:2]:
            (start, middle), (then, end) = map(self.place, plain[:2])
            gap = self.source[middle:then].decode()
            turned = self.text(plain[1]) + gap + self.text(plain[0])
            self.found.append(("arguments swapped", start, end, turned))
        elif len(node.args) == len(plain) == 1:
            self.add("call left out", node, self.text(plain[0]))
        elif isinstance(node.func, ast.Attribute) and not node.args:
            self.add("call left out", node, self.text(node.func.value))
        for each in node.keywords if len(node.args) + len(node.keywords) > 1 else []:
            if each.arg == "axis" and self.text(each.value) in OTHER_AXIS:
                self.add("axis", each.value, OTHER_AXIS[self.text(each.value)])
            elif each.arg and each.arg not in LOOKS:
                start, end = self.place(each)
                rest = re.match(rb",?\s*", self.source[end:])
                self.found.append(("argument left out", start, end + rest.end(), ""))

    def in_Expr(self, node):
        self.add("statement left out", node, "pass")

    in_Raise = in_Break = in_Expr

    def in_Assign(self, node):
        target = node.targets[0]
        plain = isinstance(target, (ast.Name, ast.Tuple))
        if not plain and ".layout." not in self.text(target):
            self.add("statement left out", node, "pass")

    def in_FunctionDef(self, node):
        """Arguments, and what is assigned together, are taken for one another."""
        every = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        together = [[each.arg for each in every if each.arg != "self"]]
        for each in ast.walk(node):
            if isinstance(each, ast.Tuple) and isinstance(each.ctx, ast.Store):
                together.append([n.id for n in each.elts if isinstance(n, ast.Name)])
        joined = [each for each in ast.walk(node) if isinstance(each, ast.JoinedStr)]
        # Python 3.11 does not know the places in f-strings.
        unknown = {id(part) for each in joined for part in ast.walk(each)}
        for each in ast.walk(node):
            if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Load):
                for group in [] if id(each) in unknown else together:
                    if len(group) > 1 and each.id in group:
                        other = group[(group.index(each.id) + 1) % len(group)]
                        self.add("name", each, other)

    def in_JoinedStr(self, node):
        fields = list(re.finditer(r"\{[^{}]+\}", text := self.text(node)))
        if len(fields) > 1:
            (a, b), (c, d) = fields[0].span(), fields[1].span()
            self.add("word", node, text[:a] + text[c:d] + text[b:c] + text[a:b] + text[d:])


def unique(source, start, end, new):
    """Return whole lines around a change that occur once, and what takes their place."""
    first, last = source.rfind(b"\n", 0, start) + 1, source.find(b"\n", end)
    while source.count(source[first:last]) > 1:
        first = source.rfind(b"\n", 0, first - 1) + 1
    changed = source[first:start] + new.encode() + source[end:last]
    return source[first:last].decode(), changed.decode()


def faults(path):
    """Return all faults of a module, {operator: [fault]}."""
    source, found = path.read_text(encoding="utf-8"), {}
    for operator, start, end, new in Sites(source).found:
        old, new = unique(source.encode(), start, end, new)
        fault = {"file": f"utils/{path.name}", "operator": operator, "old": old, "new": new}
        with suppress(SyntaxError):
            if ast.parse(source.replace(old, new)) and old != new:
                found.setdefault(operator, []).append(fault)
    return found


def drawn(found, number, generator):
    """Return some faults of a module, its operators in turn, no lines twice."""
    queues, chosen = [], []
    for each in found.values():
        queues.append([each[i] for i in generator.permutation(len(each))])
    generator.shuffle(queues)
    while len(chosen) < number and any(queues):
        for queue in filter(None, queues):
            fault = queue.pop()
            if len(chosen) < number and fault["old"] not in [f["old"] for f in chosen]:
                chosen.append(fault)
    return chosen


def shared_out(sizes, number):
    """Return how many each module gives, in proportion to the roots of the sizes."""
    parts = np.sqrt(sizes) / np.sqrt(sizes).sum() * number
    counts = np.floor(parts).astype(int)
    counts[np.argsort(counts - parts, kind="stable")[: number - counts.sum()]] += 1
    return counts


if __name__ == "__main__":
    number, seed = (int(x) for x in [*sys.argv[1:], *["160", "0"][len(sys.argv) - 1 :]])
    generator = np.random.RandomState(seed)
    modules = [faults(path) for path in sorted((ROOT / "utils").glob("*.py"))]
    sizes = [sum(map(len, found.values())) for found in modules]
    counts = shared_out(sizes, number)
    chosen = [drawn(*each, generator) for each in zip(modules, counts, strict=True)]
    lines = [json.dumps(fault, ensure_ascii=False) for fault in sum(chosen, [])]
    DRAWN.write_text("[\n  " + ",\n  ".join(lines) + "\n]\n", encoding="utf-8")
    print(f"{len(lines)} of {sum(sizes)} faults are in {DRAWN.relative_to(ROOT)}")
