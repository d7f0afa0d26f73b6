"""The tables of real people are as their sources describe them."""

from utils.data import (
    STATEMENTS,
    elections,
    expected_ratings,
    made_up_class,
    questionnaire,
    read_class,
)

import numpy as np


def test_the_questionnaire_has_answers_from_1_to_6():
    table = questionnaire()
    assert table.shape == (2800, 25) and list(table) == list(STATEMENTS)
    assert 0.005 < table.isna().to_numpy().mean() < 0.009
    assert set(np.unique(table.to_numpy()[table.notna()])) == set(range(1, 7))


def test_elections_have_blanks_where_a_state_did_not_vote():
    table = elections()
    assert (
        table.shape == (50, 31) and list(table)[0] == "1856" and list(table)[-1] == "1976"
    )
    assert 0.13 < table.isna().to_numpy().mean() < 0.15
    assert table.loc["Alaska", :"1956"].isna().all() and table.loc["Alaska", "1960":].all()
    assert table.min(axis=None) >= 0 and table.max(axis=None) <= 100


def test_nobody_can_guess_a_made_up_class_better_than_its_rule():
    errors = []
    for seed in range(20):
        ratings = read_class(made_up_class(seed)).ratings
        difference = (ratings - expected_ratings(seed))[np.isfinite(ratings)]
        assert abs(difference.mean()) < 0.12  # the expected rating is the mean of many
        errors.append(np.sqrt(np.mean(difference**2)))
    assert 0.48 < np.mean(errors) < 0.56
