"""What the figures of A_Optimizers show, drawn from small made-up results."""

import numpy as np

CHAPTER = "A_Optimizers"
TIMES, LOSS = np.array([0.0, 20, 40]), np.array([1.0, 1e-12, 1e-6])
STEEP, RATE = np.array([1.0, 20, 38]), np.array([0.03, 0.02, 0.01])


def lines(ax):
    return {line.get_label(): line for line in ax.get_lines()}


def ends(settings, shares):
    return {each: (share, 1.0) for each, share in zip(settings, shares, strict=True)}


def limit_of(ax):
    return set(lines(ax)["limit: 38"].get_ydata())


def test_the_loss_in_double_precision_is_trained_and_drawn(drawn):
    names = {"layer_sizes": [1, 1, 1], "M": np.ones((1, 1)), "seed": 0, "epochs": 5}
    (ax,) = drawn(CHAPTER, "alone = ", **names)
    assert len(ax.get_lines()[0].get_ydata()) == 5
    assert ax.get_yscale() == "log" and "loss" in ax.get_ylabel()


def test_the_loss_jumps_over_s_and_its_limit(drawn):
    names = {"times": TIMES, "loss": LOSS, "steep": STEEP, "limit": 38.0}
    top, below = drawn(CHAPTER, 'axes[1].plot(times, steep, label="s"', **names)
    np.testing.assert_array_equal(top.get_lines()[0].get_xydata(), np.c_[TIMES, LOSS])
    assert top.get_yscale() == "log" and limit_of(below) == {38}
    np.testing.assert_array_equal(lines(below)["s"].get_ydata(), STEEP)


def test_single_precision_is_drawn_beside_double(drawn):
    times = np.arange(30.0)
    single = np.array([times, times, times / 2, times, times, np.full(30, 0.5)])
    names = {"single": single, "times": times, "steep": times / 3}
    top, below = drawn(CHAPTER, "unmoved = single", **names)
    assert set(top.get_lines()[0].get_ydata()[5:-5].round(9)) == {50}
    np.testing.assert_array_equal(lines(below)["single"].get_ydata(), times / 2)
    np.testing.assert_array_equal(lines(below)["double"].get_ydata(), times / 3)


def test_each_setting_has_a_bar_for_either_rate(drawn):
    settings = [(0.001, 0.999), (0.03, 0.99)]
    names = {
        "settings": settings,
        "constant": ends(settings, [0.6, 0.1]),
        "falling": ends(settings, [0.9, 1]),
    }
    (ax,) = drawn(CHAPTER, "rate at the start, and below it", **names)
    heights = {
        bars.get_label(): [bar.get_height() for bar in bars] for bars in ax.containers
    }
    np.testing.assert_allclose(heights["Adam, falling rate"], [90, 100])
    np.testing.assert_allclose(heights["Adam, constant rate"], [60, 10])
    words = [text.get_text() for text in ax.get_xticklabels()]
    assert words == ["0.001\n0.999", "0.03\n0.99"]


def test_the_error_falls_with_the_rate(drawn):
    names = {"when": TIMES, "fall_rmse": LOSS, "fall_steep": STEEP, "limit": 38.0}
    top, below = drawn(CHAPTER, "eta(when), label", eta=lambda epoch: RATE, **names)
    np.testing.assert_array_equal(lines(top)["rmse"].get_ydata(), LOSS)
    np.testing.assert_array_equal(lines(top)["η"].get_ydata(), RATE)
    assert top.get_yscale() == "log" and limit_of(below) == {38}
    np.testing.assert_array_equal(lines(below)["s"].get_ydata(), STEEP)


def test_the_merit_of_a_rate_is_what_it_keeps(drawn):
    drawn(CHAPTER, "def merit", half=lambda there: 7)
    assert drawn.names["merit"](np.array([[True, True], [True, False]])) == (0.5, -7)


FINAL = {("momentum", 0): 0.9, ("momentum", 1): 0.8, ("Adam", 0): 0.7, ("Adam", 1): 1.0}


def test_the_contest_is_pairs_of_bars(drawn):
    names = {"final": FINAL, "optimizers": ["momentum", "Adam"]}
    (ax,) = drawn(CHAPTER, '"constant rate": 0', **names)
    heights = {
        bars.get_label(): [bar.get_height() for bar in bars] for bars in ax.containers
    }
    np.testing.assert_allclose(heights["falling rate"], [80, 100])
    np.testing.assert_allclose(heights["constant rate"], [90, 70])


def test_each_optimizer_is_drawn_at_its_better_course(drawn):
    result = {
        each: (np.array([[0, 0], [1, share > 0.85]], bool), None)
        for each, share in FINAL.items()
    }
    names = {"final": FINAL, "optimizers": ["momentum", "Adam"], "result": result}
    (ax,) = drawn(CHAPTER, "courses = {}", **names)
    assert {"momentum, constant rate", "Adam, falling rate"} < set(lines(ax))
    np.testing.assert_array_equal(lines(ax)["Adam, falling rate"].get_ydata(), [0, 100])
