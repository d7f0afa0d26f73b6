"""The numbers and findings of 2_DeepLinear, taken from the variables of its notebook."""

NOTEBOOK = "2_DeepLinear"

# What the text invites readers to change: the old and the new code.
CHANGES = [
    ("seed = 0\n", "seed = 1\n"),
    ("seed = 0\n", "seed = 2\n"),
    ("epochs = 30, 20_000", "epochs = 30, 3000"),
    (
        '    "oak": "grow',
        '    "child": "grow drink sleep run jump laugh talk sing",\n    "oak": "grow',
    ),
    ('    "oak": "grow drink bloom tower",\n    "rose": "grow drink bloom prick",\n', ""),
    ("bloom prick", "bloom prick run"),
    ("learning_rate = 0.01, 0.02", "learning_rate = 0.01, 0.1"),
    ("learning_rate = 0.01, 0.02", "learning_rate = 0.001, 0.02"),
    ("seen_share = 30, 0.3", "seen_share = 30, 0.5"),
    ("seen_share = 30, 0.3", "seen_share = 20, 0.3"),
]
