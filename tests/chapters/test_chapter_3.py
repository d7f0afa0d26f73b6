"""The numbers and findings of 3_WordVectors, taken from the variables of its notebook."""

NOTEBOOK = "3_WordVectors"

# What the text invites readers to change: the old and the new code.
CHANGES = [
    ("seed = 0", "seed = 1"),
    ("seed = 0", "seed = 2"),
    ("seed = 0", "seed = 3"),
    ('"integer exception true left three"', '"python unicorn zero"'),
    ("min_count = 20", "min_count = 120"),
    ("window = 5", "window = 1"),
    ("window = 5", "window = 12"),
    ("smoothing = 0.75", "smoothing = 1"),
    ("hidden_size = 50", "hidden_size = 10"),
    ("epochs = 4000", "epochs = 300"),
    ("negatives = 5", "negatives = 1"),
    ("own_file = None", 'own_file = "no_such_file.txt"'),
    ("own_text = sentences", 'own_text = "the cat sat on the mat"'),
    (
        "integer float complex int integers floating decimal number numbers numeric\n",
        "unicorn dragon phoenix\n",
    ),
    ("min_count = 20", "min_count = 600"),
    ("hidden_size = 50", "hidden_size = 2"),
    ("smoothing = 0.75", "smoothing = 0"),
    ("own_text = sentences", 'own_text = "кошка и собака, кошка или мышь. " * 30'),
    ("own_text = sentences", "own_text = None"),
    ("epochs=30,", "epochs=3,"),
    ('"mse")', '"no such loss")'),
]
