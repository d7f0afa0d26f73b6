"""The numbers and findings of 0_Problem, taken from the variables of its notebook."""

NOTEBOOK = "0_Problem"

# What the text invites readers to change: the old and the new code.
CHANGES = [
    ("epochs = 20_000", "epochs = 3000"),
    ("seed = 0  #", "seed = 1  #"),
    ("seed = 0  #", "seed = 2  #"),
    ("seed = 0  #", "seed = 3  #"),
    ("seed = 0  #", "seed = 4  #"),
    ("other_seed = seed + 3", "other_seed = seed + 7"),
    ("hidden_size = 3", "hidden_size = 1"),
    ("hidden_size = 3", "hidden_size = 2"),
    ("hidden_size = 3", "hidden_size = 5"),
    ('"laugh", "sleep"]', '"laugh", "sleep", "eat"]'),
    ('rows = ["cat", "dog"]', 'rows = ["cat", "dog", "bird"]'),
    ('columns = ["run"', 'columns = ["bark"'),
    ("learning_rate=0.001", "learning_rate=0.01"),
    ("np.eye(hidden_size) + 1", "np.eye(hidden_size) + 2"),
]
