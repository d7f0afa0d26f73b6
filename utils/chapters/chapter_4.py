"""What 4_MissingEntries asks: its predictions and its exercises with their data."""

import numpy as np

from ..teaching import (
    Choice,
    compare,
    compare_on_cases,
    exercise,
    function,
    numbers,
)

# Do additive effects guess the held-out answers better than the column means?
number_for_each_person = [
    Choice(
        "they guess better",
        right=lambda means, effects: effects < means - 0.02,
        reason="Some people may agree with everything. The means of the columns do not "
        "know this, but a number for each person does.",
    ),
    Choice(
        "they guess worse",
        right=lambda means, effects: effects > means + 0.02,
        reason="The number of a person is fitted to few answers, and therefore also to "
        "the accidents of these answers.",
    ),
    Choice(
        "there is hardly a difference",
        right=lambda means, effects: True,
        reason="The number of a person may fit mostly accidents of a few answers. Then it "
        "changes the guesses, but hardly makes them better.",
    ),
]

# Which of the hidden sizes 1 to 8 guesses the held-out answers best?
best_hidden_size = [
    Choice(
        "1 or 2, because answers are noisy",
        right=lambda errors: np.argmin(errors) <= 1,
        reason="A small hidden size leaves little room for noise. But it also leaves "
        "little room for the ways in which people differ.",
    ),
    Choice(
        "3 to 6, something in between",
        right=lambda errors: np.argmin(errors) <= 5,
        reason="A size in between can be large enough for the main ways in which people "
        "differ, and yet too small for much of the noise.",
    ),
    Choice(
        "7 or 8, because people are complicated",
        right=lambda errors: True,
        reason="People surely differ in many ways, and more hidden units can express "
        "more of them. But every unit needs seen answers from which it can be learned.",
    ),
]

# Which fraction of each statement's nearest neighbours belongs to its own trait?
fraction_of_families = [
    Choice(
        "close to 17%, as by chance",
        right=lambda fraction: fraction < 0.3,
        reason="The network has never been told about traits, and it does not know the "
        "words of the statements. But it knows which answers go together.",
    ),
    Choice(
        "about one half",
        right=lambda fraction: fraction < 0.7,
        reason="Answers are noisy, so it is reasonable to expect that many neighbours are "
        "wrong. But each statement has been answered by 2800 people, and their noise "
        "averages out.",
    ),
    Choice(
        "most of them",
        right=lambda fraction: True,
        reason="Statements about the same trait are answered alike, and this is all that "
        "a network needs to give them similar columns.",
    ),
]

# Which guesses better: the best hidden size, or eight hidden units with a penalty?
penalty_or_size = [
    Choice(
        "the best hidden size",
        right=lambda by_size, by_penalty: by_size < by_penalty - 0.01,
        reason="The hidden size keeps the strong modes as they are, while a penalty also "
        "takes something off those.",
    ),
    Choice(
        "eight hidden units with the best penalty",
        right=lambda by_size, by_penalty: by_penalty < by_size - 0.01,
        reason="The hidden size can only keep a mode whole or drop it. A penalty can keep "
        "a weak mode and make it smaller, and with it the noise that it brings in.",
    ),
    Choice(
        "both guess equally well",
        right=lambda by_size, by_penalty: True,
        reason="Both are ways to keep a network from overfitting, so it is reasonable to "
        "expect about the same of them. But they do so in different ways.",
    ),
]


# What happens to the error of rank 2 if blanks are read as 0%?
blanks_as_zeros = [
    Choice(
        "it hardly changes",
        right=lambda zeros, masked, means: zeros < 1.1 * masked,
        reason="Most entries of the table are true ones, and a network of rank 2 cannot "
        "fit every single zero.",
    ),
    Choice(
        "it grows, but stays below that of the column means",
        right=lambda zeros, masked, means: zeros <= means,
        reason="The zeros are wrong and do harm. But the true entries are many more, and "
        "the network learns from them as well.",
    ),
    Choice(
        "it becomes larger than that of the column means",
        right=lambda zeros, masked, means: True,
        reason="A zero is far away from what states usually vote, and squared errors give "
        "such entries much weight. The network fits them, so that its guesses are too low.",
    ),
]

# What a student has to know before each prediction where no notebook stands around it,
# as in Moodle. The keys are the names of the predictions above.
QUESTIONNAIRE = (
    "2800 people have answered 25 statements about themselves on a scale from 1 to 6. We "
    "hold out three answers of each person, train on the others, and measure how well the "
    "held-out answers are guessed."
)
MEANS_PLUS_PRODUCT = (
    "The guess is the mean of the statement plus an entry of the product $W_1 W_2$, which "
    "a linear network with one hidden layer learns from the answers that are not held "
    "out."
)
CONTEXTS = {
    "number_for_each_person": f"{QUESTIONNAIRE} Column means guess the mean of what all "
    "others have said to the same statement. Additive effects are a number for each "
    "statement plus a number for each person.",
    "best_hidden_size": f"{QUESTIONNAIRE} {MEANS_PLUS_PRODUCT} We compare hidden sizes "
    "from 1 to 8.",
    "fraction_of_families": f"{QUESTIONNAIRE} {MEANS_PLUS_PRODUCT} The statements were "
    "written to measure five traits, with five statements for each trait, but the network "
    "does not know this. Each statement has a column in the product. For each statement, "
    "we take the four others whose columns are most similar to its own, and compute which "
    "fraction of them belongs to the same trait.",
    "penalty_or_size": f"{QUESTIONNAIRE} {MEANS_PLUS_PRODUCT} Without a penalty, five "
    "hidden units guess best, and eight overfit. Now we add a penalty on the squared "
    "weights, which makes all singular values of the product smaller.",
    "blanks_as_zeros": "A table contains the percentage of votes for one party in 50 "
    "states and 31 elections. Some entries are missing, and we hold out three more of "
    "each state. A linear network whose product has rank 2 learns the entries that are "
    "seen, and guesses the held-out ones to about 7 points. The column means guess them "
    "to about 12 points. Now the network is trained on a table in which 0 stands for "
    "every entry that is missing or held out.",
}


def small_table():
    """Return a table of four people and three things, with two missing entries."""
    return np.array([[1, 4, np.nan], [3, 5, 2], [np.nan, 1, 4], [5, 2, 3]])


@exercise(1, numbers(3))
def check_exercise_1(means):
    """Judge the column means of a table with missing entries."""
    table = small_table()
    zeros = np.nan_to_num(table)
    mistakes = {
        "Here the missing entries count as zeros. Divide by the number of entries that "
        "are there.": zeros.mean(axis=0),
        "These are the sums of the columns. Divide each by its number of entries.": (
            zeros.sum(axis=0)
        ),
        "Every column has the mean of the whole table. Take each column alone.": (
            np.full(3, np.nanmean(table))
        ),
        "These are the medians. The mean is the sum divided by the number of entries.": (
            np.nanmedian(table, axis=0)
        ),
        "Here the rows with a missing entry are left out altogether. Leave out only the "
        "entry.": table[np.isfinite(table).all(axis=1)].mean(axis=0),
    }
    compare(means, np.nanmean(table, axis=0), mistakes)


def _tables():
    """Return tables with missing entries and guesses for them."""
    cases = []
    for seed in range(3):
        generator = np.random.RandomState(seed)
        table = generator.standard_normal((5, 4))
        table[generator.random_sample(table.shape) < 0.3] = np.nan
        cases.append((table, generator.standard_normal(table.shape)))
    return cases


def _true_rmse(table, guess):
    return np.sqrt(np.nanmean((guess - table) ** 2))


@exercise(2, function)
def check_exercise_2(answer):
    """Judge a function that returns the RMSE of a guess on the entries that are there."""
    mistakes = {
        "This is the mean of the squares. The RMSE is its root.": (
            lambda table, guess: np.nanmean((guess - table) ** 2)
        ),
        "The missing entries count as errors of zero. Divide by the number of entries "
        "that are there.": (
            lambda table, guess: np.sqrt(np.nansum((guess - table) ** 2) / table.size)
        ),
        "Here the missing entries count as zeros. They have to be left out.": (
            lambda table, guess: np.sqrt(np.mean((guess - np.nan_to_num(table)) ** 2))
        ),
        "This is the mean of the absolute differences. Square them, and take the root of "
        "the mean.": lambda table, guess: np.nanmean(abs(guess - table)),
    }
    compare_on_cases(answer, _true_rmse, mistakes, _tables())


def _true_rows(table, W2, penalty):
    rows = []
    for row in table:
        there = np.isfinite(row)
        V = W2[:, there]
        rows.append(np.linalg.solve(V @ V.T + penalty * np.eye(len(V)), V @ row[there]))
    return np.array(rows)


@exercise(3, function)
def check_exercise_3(answer):
    """Judge a function that finds the best W1 for a given W2."""
    cases = []
    for seed, (table, _) in enumerate(_tables()):
        W2 = np.random.RandomState(100 + seed).standard_normal((2, 4))
        cases.append((table, W2, 0.5))

    def zeros(table, W2, penalty):
        return _true_rows(np.nan_to_num(table), W2, penalty)

    mistakes = {
        "Here the missing entries count as zeros. Leave out their columns of W2.": zeros,
        "The penalty is missing. It belongs on the diagonal.": (
            lambda table, W2, penalty: _true_rows(table, W2, 1e-9)
        ),
        "The penalty counts twice. Its derivative is 2 times penalty times w, and the 2 "
        "cancels.": lambda table, W2, penalty: _true_rows(table, W2, 2 * penalty),
        "It is transposed. W1 has a row for each row of the table.": (
            lambda table, W2, penalty: _true_rows(table, W2, penalty).T
        ),
    }
    compare_on_cases(answer, _true_rows, mistakes, cases)
