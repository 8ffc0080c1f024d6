"""What one answer costs in catsim as it comes. Runs in an environment of its own: rows and answers in, times out."""

import json
import sys
import time
from math import sqrt

import numpy
from catsim.estimation import NumericalSearchEstimator
from catsim.irt import inf_hpc
from catsim.item_bank import ItemBank
from catsim.selection import MaxInfoSelector


def main() -> None:
    """Read {"items": [[a, b, c, d]], "people": [{"shown", "right"}]}; print milliseconds for each person."""
    given = json.load(sys.stdin)
    bank = ItemBank(numpy.array(given["items"]))
    estimator, selector = NumericalSearchEstimator(), MaxInfoSelector()
    for _ in range(2):  # the first time nothing is warm
        times = [1000 * _one(bank, estimator, selector, person) for person in given["people"]]
    print(json.dumps(times))


def _one(bank: ItemBank, estimator: NumericalSearchEstimator, selector: MaxInfoSelector, person: dict) -> float:
    shown, right = person["shown"], [bool(one) for one in person["right"]]
    begun = time.perf_counter()
    theta = estimator.estimate(item_bank=bank, administered_items=shown, response_vector=right, est_theta=0.0)
    items = bank.get_items(shown)
    told = inf_hpc(theta, items).sum()
    if 1 / sqrt(told) > 0.01:  # a stop rule that is never reached
        selector.select(item_bank=bank, administered_items=shown, est_theta=theta)
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
