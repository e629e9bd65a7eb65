"""A control plays until it is wrong; only a long figure counts all of its rounds."""

import pytest

from tests.faults import figures
from tests.faults.figures import PATIENCE, Figure


@pytest.fixture
def wanted(monkeypatch, tmp_path):
    """Says how many rounds; what is counted stays in a folder of the test."""
    monkeypatch.setattr(figures, "FOLDER", tmp_path)
    return lambda rounds: monkeypatch.setenv("ROUNDS", rounds)


def played(figure: Figure, *, wrong_in: int) -> int:
    """How many rounds of three a control plays that goes wrong in one of them."""
    numbers = []
    for number in figure.careless_rounds(3):
        numbers.append(number)
        figure.add(wrong=number == wrong_in)
    return len(numbers)


def test_a_control_ends_with_the_first_round_that_goes_wrong(wanted):
    wanted("")

    assert played(Figure("control"), wrong_in=4) == 5


def test_a_control_that_never_goes_wrong_ends(wanted):
    wanted("")

    assert played(Figure("control"), wrong_in=-1) == PATIENCE


def test_the_long_figure_of_a_control_counts_all_rounds(wanted):
    wanted("2x")

    assert played(Figure("control"), wrong_in=0) == 6
