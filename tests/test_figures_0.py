"""What the figures of 0_Problem show that it draws by itself, on made-up results."""

import utils

import numpy as np

ROWS, COLUMNS = ["cat", "dog"], ["run", "jump", "laugh", "sleep"]


def test_the_loss_curve_is_the_loss(drawn):
    (ax,) = drawn("0_Problem", "ax.plot(losses", losses=[3.0, 2.0, 1.0])
    np.testing.assert_array_equal(ax.get_lines()[0].get_ydata(), [3, 2, 1])
    assert ax.get_yscale() == "log" and "loss" in ax.get_ylabel()
    assert ax.get_xlabel() == "epoch"


def test_both_starts_are_drawn_on_one_scale(drawn):
    table = utils.word_table()[0]
    names = {"animals": np.eye(2), "verbs": table, "rows": ROWS, "columns": COLUMNS}
    names |= {"other_animals": 3 * np.eye(2), "other_verbs": table / 3}
    axes = drawn("0_Problem", '"another start": (', **names)
    assert [ax.get_title() for ax in axes] == ["first start", "another start"]
    for ax in axes:
        rows, columns = (np.column_stack([arrow.U, arrow.V]) for arrow in ax.collections)
        np.testing.assert_allclose(rows @ columns.T, table)
        assert [text.get_text() for text in ax.texts] == ROWS + COLUMNS
    np.testing.assert_allclose(axes[0].get_xlim(), axes[1].get_xlim())
    np.testing.assert_allclose(axes[0].get_ylim(), axes[1].get_ylim())


def test_each_rate_has_its_own_share(drawn):
    names = {"share": [0, 0.6], "falling_share": [0, 1]}
    (ax,) = drawn("0_Problem", "utils.plot_shares(", **names)
    lines = {line.get_label(): list(line.get_ydata()) for line in ax.get_lines()}
    assert lines["Adam, constant rate"] == [0, 60]
    assert lines["Adam, falling rate"] == [0, 100]


def test_the_cosines_are_counted(drawn):
    vectors = np.array([[[1.0, 0], [1, 0]], [[1, 0], [0.6, -0.8]], [[0, 1], [0, -2]]])

    class Restarts:
        weights = [utils.LinearNetwork([2, 2, 4], runs=3).weights[0]]

    Restarts.weights[0].assign(vectors)

    def cosine(a, b):
        lengths = np.linalg.norm(a, axis=-1) * np.linalg.norm(b, axis=-1)
        return (a * b).sum(axis=-1) / lengths

    names = {"restarts": Restarts, "cosine": cosine, "rows": ROWS}
    names["the_cosines"] = utils.Bet("the cosines")
    (ax,) = drawn("0_Problem", "ax.hist(cosines", **names)
    full = [bar.get_x() for bar in ax.patches if bar.get_height() == 1]
    np.testing.assert_allclose(full, [-1, 0.6, 0.9], atol=0.11)
    assert sum(bar.get_height() for bar in ax.patches) == 3
    assert ax.get_xlabel() == "cosine of cat and dog" and ax.get_ylabel() == "restarts"
