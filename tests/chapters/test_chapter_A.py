"""The numbers and findings of A_Optimizers, taken from the variables of its notebook."""

NOTEBOOK = "A_Optimizers"

# What the text invites readers to change: the old and the new code.
CHANGES = [
    ("seed = 0\n", "seed = 1\n"),
    ("seed = 0\n", "seed = 2\n"),
    ("seed = 0\n", "seed = 3\n"),
    ("seed = 0\n", "seed = 4\n"),
    ("hidden_size = 3\n", "hidden_size = 2\n"),
    ("hidden_size = 3\n", "hidden_size = 5\n"),
    ("hidden_size = 3\n", "hidden_size = 1\n"),
    ("epochs = 20_000\n", "epochs = 5_000\n"),
    ("epochs = 20_000\n", "epochs = 1_100\n"),
    (
        "M, rows, columns = word_table()\n",
        "M = np.random.RandomState(1).random_sample((3, 5))\n"
        "rows, columns = list('abc'), list('vwxyz')\n",
    ),
    ("answer = 1e-10", "answer = 1e-6"),
    ("beta_1 = 0.9", "beta_1 = 0.8"),
    ("rates = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0]", "rates = [0.01, 0.1]"),
]
