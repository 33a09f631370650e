"""Collections made at random: 8 to 15 wards, five groups of very different size, as many replies as a council gets."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

REPLIES = 4_600
SHARES = (0.78, 0.10, 0.06, 0.04, 0.02)


def counts(seed: int, *, wards: int = 0, replies: int = REPLIES, answers: int = 2) -> NDArray[np.int64]:
    """Return replies; axes ward, group, answer."""
    generator = np.random.default_rng(seed)
    wards = wards or int(generator.integers(8, 16))
    size = generator.dirichlet(np.full(wards, 6.0))
    mix = np.array([generator.dirichlet(np.array(SHARES) * 25) for _ in range(wards)])
    said = generator.dirichlet(np.full(answers, 2.0), size=len(SHARES))
    chance = size[:, None, None] * mix[:, :, None] * said[None]
    return generator.multinomial(replies, chance.ravel()).reshape(wards, len(SHARES), answers)
