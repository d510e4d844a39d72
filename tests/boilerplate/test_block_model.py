"""The block model's machinery: trees, thresholds, and sums over neighbours."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.blocks import PageKind
from cleaner.boilerplate.models.block_model import block_model, threshold
from cleaner.boilerplate.models.forest import Forest
from cleaner.boilerplate.models.surroundings import running_sums, shifted, windowed
from cleaner.boilerplate.models.words import Openings, WordWeights
from cleaner.boilerplate.scan.page import Scan
from cleaner.boilerplate.wordlists import words_of

# One tree: feature 1 <= 0.5 ? leaf -2 : (feature 0 <= 3 ? leaf 1 : leaf 4); and one that is a single leaf.
ARRAYS = {
    "t_roots": np.array([0, 5]),
    "t_feature": np.array([1, 0, 0, 0, 0, 0]),
    "t_threshold": np.array([0.5, np.inf, 3.0, np.inf, np.inf, np.inf]),
    "t_left": np.array([1, 1, 3, 3, 4, 5]),
    "t_right": np.array([2, 1, 4, 3, 4, 5]),
    "t_value": np.array([0.0, -2.0, 0.0, 1.0, 4.0, 0.5]),
}


@pytest.mark.parametrize(("row", "total"), [((9, 0.5), -1.5), ((3, 0.6), 1.5), ((3.1, 0.6), 4.5), ((-9, -9), -1.5)])
def test_a_forest_adds_up_the_leaves_a_row_ends_in(row, total):
    forest = Forest.of(ARRAYS, "t")
    assert len(forest.levels) == 2
    assert forest.probabilities(np.array([row], dtype=np.float32).T)[0] == pytest.approx(1 / (1 + np.exp(-total)))


@pytest.mark.parametrize(
    ("opinions", "words", "expected"),
    [
        ([1.0, 1.0, 0.0], [50, 50, 50], 0.5),  # sure: half of an F1 of 1
        ([0.4, 0.4, 0.4], [10, 10, 10], 0.2857),  # keeping all is expected to score 0.57
        ([0.01, 0.01], [10, 10], 0.1),  # never below the lower bound
    ],
)
def test_the_threshold_is_half_of_the_best_f1_expected(opinions, words, expected):
    found = threshold(np.array(opinions, dtype=np.float32), np.array(words, dtype=np.float32), {})
    assert found == pytest.approx(expected, abs=1e-3)


def test_pages_that_list_keep_more_than_articles():
    opinions, words = np.full(3, 0.4, dtype=np.float32), np.full(3, 10, dtype=np.float32)
    article, listing = (threshold(opinions, words, {kind: 1.0}) for kind in (PageKind.ARTICLE, PageKind.LISTING))
    assert listing < threshold(opinions, words, {}) < article


@given(st.lists(st.integers(0, 50), min_size=1, max_size=40), st.integers(1, 12))
def test_windows_are_sums_of_the_neighbours(values, reach):
    rows = np.array(values, dtype=np.float32)
    above = [sum(values[max(0, at - reach) : at]) for at in range(len(values))]
    below = [sum(values[at + 1 : at + 1 + reach]) for at in range(len(values))]
    sums, at = running_sums(rows, 2 * rows), np.arange(len(rows))
    assert windowed(sums, at, reach, "above").tolist() == [above, [2 * one for one in above]]
    assert windowed(sums, at, reach, "below").tolist() == [below, [2 * one for one in below]]
    assert shifted(rows, 1).tolist() == [0, *values[:-1]]


@pytest.mark.parametrize("text", ["Zinc helps the immune system", "İzmir, ZINC!", "...", "don't  stop"])
def test_the_words_of_an_opening_are_weighed_as_one_by_one(text):
    words = {"zinc": -1.5, "helps": 0.5, "the": 0.25, "don't": 2.0}
    found = [words.get(word, 0.0) for word in words_of(text.lower())]
    openings = Openings.of(Scan(["", text, "helps"]))
    expected = [min([0.0, *found]), max([0.0, *found]), sum(found)]
    assert openings.weighed(WordWeights({}, words)).tolist() == [[0, 0, 0], expected, [0, 0.5, 0.5]]
    assert openings.of_title("Zinc helps").tolist() == [
        0,
        sum(word in ("zinc", "helps") for word in words_of(text.lower())),
        1,
    ]


def test_only_words_at_the_start_are_weighed():
    openings = Openings.of(Scan([f"{'x' * 98} zinc", f"{'x' * 99} zinc"]))
    assert openings.weighed(WordWeights({}, {"zinc": 1.0}))[:, 2].tolist() == [1.0, 0.0]


def test_the_model_of_the_package_loads():
    model = block_model()
    first, second = (max(level.feature.max() for level in forest.levels) for forest in (model.first, model.second))
    assert second > first > 0
    assert len(model.weights.hints) > 100
