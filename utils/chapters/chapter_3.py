"""What 3_WordVectors asks: its predictions and its exercises with their data."""

import functools

import numpy as np

from ..data import cooccurrence, ppmi, python_manual, random_matrix
from ..teaching import Choice, compare, compare_on_cases, exercise, function, numbers

# Which word does integer meet most often?
most_frequent_partner = [
    Choice(
        "a word that has to do with it, such as float",
        right=lambda partners: {*partners[:1]} <= {"float", "number", "integers", "type"},
        reason="Words of one subject do stand near each other, and integer and float have "
        "much to do with each other.",
    ),
    Choice(
        "a word that occurs everywhere, such as the",
        right=lambda partners: {*partners[:1]} <= {"the", "and", "for", "that", "with"},
        reason="A word that occurs thousands of times meets nearly every other word often, "
        "whatever the two have to do with each other.",
    ),
    Choice(
        "the same word again, because a text repeats its subject",
        right=lambda partners: True,
        reason="A text does repeat its subjects, so that many words stand near themselves.",
    ),
]

# Which fraction of the singular values of M stands above those of the shuffled manual?
above_chance = [
    Choice(
        "fewer than a tenth of them",
        right=lambda fraction: fraction < 0.1,
        reason="Most pairs of words meet a few times or never, so that chance has a large "
        "part in most of what the table says.",
    ),
    Choice(
        "between a tenth and a half of them",
        right=lambda fraction: fraction <= 0.5,
        reason="The meanings of hundreds of words differ in many ways, and each of them "
        "could be a dimension.",
    ),
    Choice(
        "more than half of them",
        right=lambda fraction: True,
        reason="This would be the answer if the text were so long that chance had hardly "
        "any part in its counts.",
    ),
]

# Do few dimensions, which force the network to generalize, give better neighbours?
few_dimensions = [
    Choice(
        "better neighbours than the whole table",
        right=lambda few, whole: max([0, *few]) > whole,
        reason="With fewer numbers per word there is less room for the chance events of a "
        "short text. That fewer numbers generalize better is often said.",
    ),
    Choice(
        "about as good neighbours as the whole table",
        right=lambda few, whole: max([0, *few]) > whole - 0.05,
        reason="This would be the answer if a few dimensions held nearly everything in the "
        "table that the neighbours depend on.",
    ),
    Choice(
        "worse neighbours than the whole table",
        right=lambda few, whole: True,
        reason="The network learns from nothing but the table, so that the table knows "
        "everything that the network can learn.",
    ),
]

# Which fraction of the analogies is right?
analogies = [
    Choice(
        "most of them are right",
        right=lambda vectors, nearest_alone: vectors > 0.5,
        reason="The famous examples do work with vectors from large collections of text. "
        "But they may have been picked because they work.",
    ),
    Choice(
        "at most half are right, hardly more than with the nearest word alone",
        right=lambda vectors, nearest_alone: vectors < nearest_alone + 0.1,
        reason="Words that occur with the same words are near each other anyway. The "
        "nearest word can therefore be the answer without any help from the first pair.",
    ),
    Choice(
        "at most half are right, but far more than with the nearest word alone",
        right=lambda vectors, nearest_alone: True,
        reason="This would be the answer if the two words of each pair of a relation "
        "differed by about the same vector.",
    ),
]

# Are the neighbours better when pairs that never met are masked?
masked_zeros = [
    Choice(
        "they get better",
        right=lambda masked, plain: masked > plain + 0.05,
        reason="In a short text, two words may fail to meet by mere chance, and it is "
        "natural to leave out what we do not know.",
    ),
    Choice(
        "they get worse",
        right=lambda masked, plain: masked < plain - 0.05,
        reason="An entry that does not count in the loss may become anything. And if two "
        "words never meet in a long text, this can be knowledge as well.",
    ),
    Choice(
        "they stay about the same",
        right=lambda masked, plain: True,
        reason="The pairs that did meet are learned with the mask as well as without it.",
    ),
]

# What a student has to know before each prediction where no notebook stands around it,
# as in Moodle. The keys are the names of the predictions above.
MEETINGS = (
    "We count in the manual of Python how often two words meet, that is, stand at most "
    "five words apart."
)
PMI = (
    f"{MEETINGS} From the counts we compute the table $M$ of positive PMI, which says how "
    "much more often than by chance two words meet. It is zero where they meet more "
    "rarely than by chance, or never."
)
WORD_VECTORS = (
    f"{PMI} A linear network with one hidden layer factorizes $M$, and the rows of its "
    "factors are the vectors of the words."
)
GOOD_NEIGHBOURS = (
    "Neighbours are good if words that belong together, such as *left* and *right*, have "
    "similar vectors."
)
CONTEXTS = {
    "most_frequent_partner": MEETINGS,
    "above_chance": f"{PMI} To see what chance alone would do, we shuffle all the words "
    "of the manual, compute the table of the shuffled manual, and take its second-largest "
    "singular value. Singular values of $M$ that are larger than this one stand above "
    "chance.",
    "few_dimensions": f"{WORD_VECTORS} {GOOD_NEIGHBOURS} We compare networks with at most "
    "20 hidden units, that is, vectors of at most 20 dimensions, with the whole rows of "
    "$M$, which have more than 400 numbers.",
    "masked_zeros": f"{WORD_VECTORS} {GOOD_NEIGHBOURS} About three quarters of all pairs "
    "of words never meet. We train the network once on the whole table, and once with a "
    "mask, so that only the pairs that meet count in the loss, and the others are treated "
    "like missing entries.",
    "analogies": f"{WORD_VECTORS} We use them to answer questions such as “*list* is to "
    "*lists* as *class* is to which word?”. The answer is the word whose vector is "
    "nearest to *lists* − *list* + *class*. For comparison, we also forget the first pair "
    "of words, and answer with the word that is nearest to *class*.",
}


@functools.cache
def values_of_words():
    """Return the first two singular values of M, for the manual and for it shuffled."""
    tokens = python_manual().split()
    of_manual = _first_two_values(tokens)
    np.random.RandomState(0).shuffle(tokens)
    return of_manual, _first_two_values(tokens)


def _first_two_values(tokens):
    words, counts = cooccurrence(" ".join(tokens))
    return np.linalg.svd(ppmi(counts), compute_uv=False)[:2]


def pmi_of(counts, axis=1):
    """Return the PMI of counts without smoothing, and 0 where there are none.

    With `axis` 0, the sums of the columns are mistaken for those of the rows.
    """
    chance = np.outer(counts.sum(axis=axis), counts.sum(axis=0))
    return np.log(np.where(counts > 0, counts * counts.sum() / chance, 1))


def family(seed):
    """Return vectors of any lengths, all but one in about the same direction."""
    generator = np.random.RandomState(seed)
    size = 4 + seed % 3
    common, other = generator.standard_normal((2, 8))
    vectors = common + 0.35 * generator.standard_normal((size, 8))
    vectors[generator.randint(size)] = other
    lengths = np.geomspace(0.1, 10, size)[generator.permutation(size)]
    return vectors * (lengths / np.linalg.norm(vectors, axis=1))[:, None]


def likeness_to_most(vectors):
    """Return each vector's |cosine| with the direction that most of them share."""
    units = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    shared_direction = np.linalg.svd(units)[2][0]
    return np.abs(units @ shared_direction)


@exercise(1, numbers(2))
def check_exercise_1(factors):
    """Judge what shuffling the words does to the first two singular values."""
    manual, shuffled = values_of_words()
    mistakes = {
        "These are differences, and not factors.": shuffled - manual,
        "These are singular values, and not factors.": shuffled,
        "The words occur as often as before. But do they still meet the same others?": [
            1,
            1,
        ],
        "No entry of M is negative. Can the rows have nothing in common?": [0, 0],
    }
    compare(factors, shuffled / manual, mistakes, tolerance=0.06)


@exercise(2, function)
def check_exercise_2(pmi):
    """Judge positive PMI, without smoothing."""
    mistakes = {
        "Where the PMI is below 0, the positive PMI is 0.": pmi_of,
        "Everything is 0. Where is N, the sum of all counts?": np.zeros_like,
        "Rows and columns have sums of their own, which can differ.": (
            lambda counts: np.maximum(pmi_of(counts, axis=0), 0)
        ),
        "Where is the logarithm?": lambda counts: np.exp(pmi_of(counts)) * (counts > 0),
        "This is with smoothing, but the exercise asks for PMI without it.": ppmi,
    }
    positive = random_matrix((3, 3), 1) + 0.1
    cases = [
        (positive,),
        (5 * random_matrix((6, 6), 2) ** 3,),
        (positive + positive.T,),
        (np.array([[4.0, 0, 1], [0, 3, 0], [2, 0, 0]]),),
    ]
    compare_on_cases(pmi, lambda counts: ppmi(counts, smoothing=1), mistakes, cases)


@exercise(3, function)
def check_exercise_3(odd_one):
    """Judge which of some words, given by their vectors, is not like the others."""

    def farthest_from_mean(vectors):
        return np.argmax(np.linalg.norm(vectors - vectors.mean(axis=0), axis=1))

    mistakes = {
        "This is the word that is most like the others.": (
            lambda vectors: np.argmax(likeness_to_most(vectors))
        ),
        "It is one too large, because rows are counted from 0.": (
            lambda vectors: np.argmin(likeness_to_most(vectors)) + 1
        ),
        "It depends on the lengths, because long vectors have large inner products.": (
            lambda vectors: np.argmin(vectors @ vectors.sum(axis=0))
        ),
        "It depends on the lengths, because distances do.": farthest_from_mean,
    }
    cases = [(family(seed),) for seed in range(12)]
    compare_on_cases(
        odd_one, lambda vectors: np.argmin(likeness_to_most(vectors)), mistakes, cases
    )
