"""What protecting costs: cells shown against how little is told, attacks on 500 collections, and time.

Run from the checkout: ``python -m benchmarks.disclosure``; ``--collections 50`` makes it short. The collections are
made at random: 8 to 15 wards, five groups, 4,600 replies. The attacker of the tests has all that is published of each,
and tries by integer programming, which the search does not use. Beside ours is the spreadsheet's way: withhold the next
smallest cell until no row or column has a single gap. Then collections of two to four wards come in as files of
everyone, of one group or of several, one after another, and are attacked in the same way. And surveys to which nearly
only White people replied: of how many it can be told who replied, and what that costs.
"""

from __future__ import annotations

import argparse
import itertools
import platform
import time
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from jsna.disclosure.policy import SURVEY, Rule
from jsna.disclosure.table import NONE, Counts, Flags, Table
from jsna.disclosure.withhold import may_be_shown, shown_and_counted, shown_everyone, shown_groups
from jsna.ingest.protection import protected as stored
from tests.faults import random_collections, test_counted_attacks, test_linked_attacks
from tests.faults.attacker_of_files import ALL, Attacker, Count, too_narrow
from tests.faults.test_linked_attacks import AREAS, BOSTON, WARDS, as_shown, described, uploaded

#: Of the cells that are safe by themselves, this share is shown at least, over all collections.
BAR_SHOWN = 0.6
#: Processor seconds for one table of 20 x 20.
BAR_SECONDS = 2.0
#: Widths of the interval that is left of a withheld number of replies, for the frontier.
WIDTHS = (1, 3, 5, 7, 9)


@dataclass(frozen=True)
class Narrower(Rule):
    """The rule for replies with a weaker promise, to see what the promise costs.

    Attributes:
        width: a count must seem able to be this much smaller or larger, as far as the full promise goes.
        answers: whether the promise is about answers too.
    """

    width: int = 9
    answers: bool = True

    def secrets(self, answers: Counts, most: Counts) -> Iterator[tuple[int, tuple[int, int]]]:
        """Yield what :meth:`Rule.secrets` does, cut to the width."""
        for layer, (low, high) in super().secrets(answers, most):
            now = int(answers.sum() if layer == len(answers) else answers[layer])
            if layer == len(answers) or self.answers:
                yield layer, (max(low, now - self.width), min(high, now + self.width))


def narrower(width: int, *, answers: bool) -> Rule:
    """Return the rule for replies with a promise of one width."""
    return Narrower(**vars(SURVEY), width=width, answers=answers)


def tables(collections: int) -> list[Table]:
    """Return the collections with their totals."""
    every = (random_collections.counts(seed) for seed in range(collections))
    return [Table.summed(counts, np.array([*[len(counts)] * len(counts), NONE])) for counts in every]


def protected(table: Table, rule: Rule) -> tuple[Flags, float]:
    """Return what is shown, and the processor seconds that it took."""
    start = time.process_time()
    shown = shown_groups(table, rule, shown_everyone(table, rule))
    return shown, time.process_time() - start


def by_hand(table: Table) -> Flags:
    """The spreadsheet's way: wherever a row or column has one gap, withhold its next smallest cell."""
    shown = may_be_shown(table.counts, SURVEY)
    people, changed = table.people, True
    while changed:
        changed = False
        for lines, told in ((people[:-1, :-1], shown[:-1, :-1]), (people[:-1, :-1].T, shown[:-1, :-1].T)):
            for line, own in zip(lines, told, strict=True):
                if (~own).sum() == 1 and own.any():
                    own[np.flatnonzero(own)[line[own].argmin()]] = False
                    changed = True
    return shown


def given_away(table: Table, shown: Flags, most: int) -> int:
    """Return how many of some withheld small cells the attacker knows too well."""
    areas, groups, answers = (int(size) for size in table.counts.shape)
    names = (
        [*map(str, range(areas))],
        [f"g{at}" for at in range(groups - 1)] + [ALL],
        [f"a{at}" for at in range(answers)],
    )
    layers = np.concatenate([table.counts, table.people[:, :, None]], axis=2)
    cells = list(itertools.product(names[0], names[1]))
    truth: dict[Count, int] = {}
    attacker = Attacker()
    attacker.table(names[0][:-1], names[0][-1], names[1][:-1], names[2])
    for (area, group), own, told in zip(cells, layers.reshape(-1, answers + 1), shown.ravel(), strict=True):
        for answer, count in zip([*names[2], ALL], own.tolist(), strict=True):
            truth[area, group, answer] = count
            if told:
                attacker.shown((area, group, answer), count)
    hidden = [cell for cell, told in zip(cells, shown.ravel(), strict=True) if not told and truth[*cell, ALL] < 10]
    chosen = [hidden[at] for at in np.random.default_rng(0).permutation(len(hidden))[:most]]
    told = too_narrow(attacker, truth, chosen, names[2], names[0][-1])
    return len({sentence.rsplit(":", 1)[0].rsplit(", ", 1)[0] for sentence in told})


def frontier(every: list[Table]) -> float:
    """Print cells shown against the width of the promise; return the share that the full promise shows."""
    safe = sum(int(may_be_shown(table.counts, SURVEY)[:-1, :-1].sum()) for table in every)
    print(f"{len(every)} collections, {safe:,} cells safe by themselves. Shown of these, seconds a collection:")
    share = 0.0
    for width, answers in [*((width, False) for width in WIDTHS), *((width, True) for width in WIDTHS)]:
        rule, shown, seconds = narrower(width, answers=answers), 0, []
        for table in every:
            flags, took = protected(table, rule)
            shown += int(flags[:-1, :-1].sum())
            seconds.append(took)
        share = shown / safe
        about = "replies and answers" if answers else "replies"
        print(f"  {about:<20} width {width}: {share:6.1%}   {np.mean(seconds):.2f} (slowest {max(seconds):.2f})")
    return share


def attack(every: list[Table], most: int) -> int:
    """Print how many small cells each way gives away; return how many ours does."""
    ours = sum(given_away(table, protected(table, SURVEY)[0], most) for table in every)
    some = every[:20]
    hand = sum(given_away(table, by_hand(table), most) for table in some)
    print(f"attacked, {most} withheld small cells of each: {ours} of {len(every)} collections' given away by ours;")
    print(f"  {hand} of at most {most * len(some)} by the spreadsheet's way, in {len(some)} collections")
    return ours


def linked(collections: int, rule: str, most: int) -> int:
    """Print what files that come in one by one give away and show; return how many collections give something away."""
    given, shown, alone, seconds = 0, 0, 0, []
    for seed in range(collections):
        collection = random_collections.linked(seed, WARDS, BOSTON)
        start = time.process_time()
        files = uploaded(collection, rule)
        seconds.append(time.process_time() - start)
        given += bool(test_linked_attacks.given_away(collection, files, rule, seed, most))
        shown += sum(int(counts.notna().sum().sum()) for _, counts, _ in files)
        by_themselves = (as_shown(stored(*described(file, rule), AREAS))[0] for file in collection.files)
        alone += sum(int(counts.notna().sum().sum()) for counts in by_themselves)
    print(f"files one by one, {rule}: {given} of {collections} collections give somebody away;")
    print(f"  {shown / alone:.0%} of {alone:,} figures that a file shows by itself; {np.mean(seconds):.1f} s each")
    return given


def sparse(surveys: int, most: int) -> int:
    """Print of how many sparse surveys White people are counted, and what that costs; return how many leak."""
    before, now, cells_before, cells_now, given = 0, 0, 0, 0, 0
    for seed in range(surveys):
        above = test_counted_attacks.COUNTY if seed % 2 else test_counted_attacks.DISTRICT
        table = Table.summed(test_counted_attacks.sparse(seed), np.array(above))
        everyone = shown_everyone(table, SURVEY)
        alone = shown_groups(table, SURVEY, everyone)
        shown, counted = shown_and_counted(table, SURVEY, everyone)
        before, now = before + int(alone[-1, 0]), now + int(counted[-1, 0])
        cells_before, cells_now = cells_before + int(alone[:, :-1].sum()), cells_now + int(shown[:, :-1].sum())
        given += bool(test_counted_attacks.known_too_well(seed, above, most))
    print(f"sparse surveys: White people are counted in {now} of {surveys}, and in {before} with their answers alone;")
    print(f"  {cells_now} cells with answers, not {cells_before}; {given} of {surveys} give somebody away")
    return given


def large() -> float:
    """Print the time of tables of 20 x 20; return the slowest."""
    seconds = []
    for seed in range(5):
        generator = np.random.default_rng(seed)
        spread = np.outer(generator.gamma(1, 1, 20), generator.gamma(1, 1, 20)) * 60
        counts = generator.poisson(spread)[:, :, np.newaxis]
        table = Table.summed(counts, np.array([*[20] * 20, NONE]))
        seconds.append(protected(table, SURVEY)[1])
    print(f"20 x 20: {max(seconds):.2f} processor seconds (slowest of {len(seconds)})")
    return max(seconds)


def main() -> int:
    """Print all; return 1 if a bar is missed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--collections", type=int, default=500)
    options.add_argument("--cells", type=int, default=6, help="withheld cells attacked in each collection")
    options.add_argument("--sparse", type=int, default=100, help="surveys to which nearly only White people replied")
    options.add_argument("--linked", type=int, default=20, help="collections that come in as one file after another")
    given = options.parse_args()
    print(f"{platform.machine()}, Python {platform.python_version()}")
    every = tables(given.collections)
    slowest = large()
    share = frontier(every[: max(1, given.collections // 10)])
    told = attack(every, given.cells)
    told += sparse(given.sparse, given.cells)
    told += sum(linked(given.linked, rule, given.cells) for rule in ("survey", "service"))
    return int(told > 0 or share < BAR_SHOWN or slowest > BAR_SECONDS)


if __name__ == "__main__":
    raise SystemExit(main())
