"""A class that does not exist, for readers who have no table of their own."""

from statistics import NormalDist

import numpy as np

from ..checks import SEEDS, check_whole_number

FOODS = {  # how much everybody likes it, and what it is: how sweet, how hot
    "pizza": (0.8, 0.0, 0.3),
    "sushi": (0.2, -0.5, 0.8),
    "curry": (0.3, 0.0, 1.2),
    "salad": (-0.3, -0.7, -0.3),
    "chocolate": (0.8, 1.2, -0.2),
    "cheese": (0.5, -0.1, -0.6),
    "olives": (-0.5, -1.0, 0.3),
    "chili": (-0.6, -0.3, 1.3),
    "ice cream": (0.9, 1.3, -0.4),
    "soup": (0.0, -0.5, 0.0),
    "mango": (0.5, 0.9, 0.2),
    "tea": (0.1, -0.7, -0.6),
}
NAMES = (
    "otter lynx heron newt ibex mole wren toad seal puma gnat crane moth stork vole "
    "eel finch hare lark carp bison gecko tapir raven squid snail koala llama moose panda"
).split()

NOISE = 0.5  # the standard deviation of what nobody could know of an answer


def made_up_class(seed=0):
    """Return the answers of thirty people who do not exist, as the text of a CSV file.

    Parameters
    ----------
    seed : int
        The seed of their tastes, from 0 to 2**32 - 1.

    Returns
    -------
    str
        A line with the foods, and a line for each nickname.

    Notes
    -----
    A rating is the sum of five terms: 3; how much everybody likes the food; how sweet it
    is, times a sweet tooth; how hot it is, times a taste for hot food; and noise with a
    standard deviation of 0.5. The sweet tooth and the taste for hot food are normally
    distributed. The sum is rounded to 1, 2, 3, 4 or 5, and one rating in fifteen is left
    blank.

    Examples
    --------
    >>> made_up_class().splitlines()[0][:24]
    'nickname,pizza,sushi,cur'
    """
    generator, liking = _liking(seed)
    ratings = liking.copy()
    ratings += NOISE * generator.standard_normal(ratings.shape)
    ratings = ratings.round().clip(1, 5).astype(int)
    blank = generator.random_sample(ratings.shape) < 1 / 15
    lines = [["nickname", *FOODS]]
    for name, row, is_blank in zip(NAMES, ratings, blank, strict=True):
        lines.append([name, *np.where(is_blank, "", row.astype(str))])
    return "\n".join(",".join(line) for line in lines)


def expected_ratings(seed=0):
    """Return what somebody who knows the rule of the made-up class would guess.

    Parameters
    ----------
    seed : int
        The seed of `made_up_class`.

    Returns
    -------
    array
        The mean rating of each person and food over all noise, of shape [people, foods].
        No guess that does not know the noise has a smaller expected squared error.

    Examples
    --------
    >>> expected_ratings().shape
    (30, 12)
    """
    liking = _liking(seed)[1]
    normal = np.vectorize(NormalDist(0, NOISE).cdf)
    expected = np.ones_like(liking)
    for rating in (2, 3, 4, 5):  # a rating of at least this has one point more
        expected += 1 - normal(rating - 0.5 - liking)
    return expected


def _liking(seed):
    """Return the generator behind a made-up class, and its ratings before any noise."""
    generator = np.random.RandomState(check_whole_number("seed", seed, *SEEDS))
    liked, sweet, hot = np.transpose(list(FOODS.values()))
    tastes = generator.standard_normal((len(NAMES), 2))
    return generator, 3 + liked + tastes @ [sweet, hot]
