"""Two tables of real people with missing entries, and what is known about them.

The sources and licences of the files stand in utils/data/tables/README.md.
"""

from pathlib import Path

import pandas as pd

TABLES = Path(__file__).parent / "tables"

# What people said of themselves, from 1 (very inaccurate) to 6 (very accurate). The letters
# stand for agreeableness, conscientiousness, extraversion, neuroticism and openness.
STATEMENTS = {
    "A1": "Am indifferent to the feelings of others",
    "A2": "Inquire about others' well-being",
    "A3": "Know how to comfort others",
    "A4": "Love children",
    "A5": "Make people feel at ease",
    "C1": "Am exacting in my work",
    "C2": "Continue until everything is perfect",
    "C3": "Do things according to a plan",
    "C4": "Do things in a half-way manner",
    "C5": "Waste my time",
    "E1": "Don't talk a lot",
    "E2": "Find it difficult to approach others",
    "E3": "Know how to captivate people",
    "E4": "Make friends easily",
    "E5": "Take charge",
    "N1": "Get angry easily",
    "N2": "Get irritated easily",
    "N3": "Have frequent mood swings",
    "N4": "Often feel blue",
    "N5": "Panic easily",
    "O1": "Am full of ideas",
    "O2": "Avoid difficult reading material",
    "O3": "Carry the conversation to a higher level",
    "O4": "Spend time reflecting on things",
    "O5": "Will not probe deeply into a subject",
}


def questionnaire():
    """Return the answers of 2800 people to 25 statements about themselves.

    Returns
    -------
    pandas.DataFrame
        Of shape [2800, 25], with answers from 1 to 6, and nan where there is none. The
        columns are the names in STATEMENTS.

    Examples
    --------
    >>> table = questionnaire()
    >>> table.shape, float(table["A1"].max())
    ((2800, 25), 6.0)
    """
    return pd.read_csv(TABLES / "questionnaire.csv").astype(float)


def elections():
    """Return the Republican share of the votes in 50 states and 31 elections.

    Returns
    -------
    pandas.DataFrame
        Of shape [50, 31], in per cent, and nan where a state did not exist, did not vote or
        had no Republican candidate. The rows are the states, and the columns are the
        years from 1856 to 1976.

    Examples
    --------
    >>> table = elections()
    >>> table.shape, float(table.loc["Alaska", "1960"])
    ((50, 31), 50.94)
    """
    return pd.read_csv(TABLES / "elections.csv", index_col="state")
