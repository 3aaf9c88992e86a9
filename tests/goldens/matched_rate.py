"""Expected values of crates/stats/src/matched_rate.rs, with numpy and scipy: python matched_rate.py"""

import numpy as np
from scipy.stats import t


def rate(reference, production):
    """Both sides of rows (place, block, count)."""
    reference, production = np.array(reference, float), np.array(production, float)
    everywhere = np.unique(reference[:, 0])
    n = np.array([(reference[:, 0] == place).sum() for place in everywhere])
    mean = np.array([reference[reference[:, 0] == place, 2].mean() for place in everywhere])
    production = production[np.isin(production[:, 0], everywhere)]
    k = np.array([(production[:, 0] == place).sum() for place in everywhere])
    came, expected = production[:, 2].sum(), (k * mean).sum()
    ratio = came / expected

    def spread(of_reference, of_production):
        """s², ν, and what s² counts for the variance of each side."""
        square = freedom = events = 0
        weighted = []
        for rows, blocks, is_production in [(reference, of_reference, False), (production, of_production, True)]:
            sums = 0
            for block in np.unique(blocks):
                own = rows[blocks == block]
                at = np.searchsorted(everywhere, own[:, 0])
                e, fixed = mean[at].sum(), (mean[at] / n[at]).sum()
                if is_production:
                    part = 1 - e / expected
                    square += (own[:, 2].sum() - ratio * e) ** 2 / (ratio * e * (1 + ratio * fixed / e))
                    events += part * ratio * e
                    sums += (max(came, 1) / expected * e) ** 2
                else:
                    part = 1 - fixed / e
                    square += (own[:, 2].sum() - e) ** 2 / e
                    events += part * e
                    sums += ((k / n * mean)[at].sum()) ** 2
                freedom += part
            weighted.append(sums)
        return max(0, (square - freedom) / events) if events else 0, freedom, np.array(weighted)

    square, freedom, weighted = spread(reference[:, 1], production[:, 1])
    if freedom < 1 - 1e-9:
        square, freedom, weighted = spread(np.arange(len(reference)), np.arange(len(production)))
    variance = np.array([(k * k * mean / n).sum(), max(came, 1)]) + square * weighted
    events = np.array([expected, came])
    factor = np.exp(t.ppf(0.975, freedom) * np.sqrt(variance) / np.maximum(events, 1))
    sides = [events / k.sum(), events / factor / k.sum(), np.maximum(events, 1) * factor / k.sum()]
    return [float(np.sqrt(square)), *np.transpose(sides).tolist()]


REFERENCE = [(0, 0, 90), (1, 0, 40), (2, 0, 11), (0, 1, 131), (1, 1, 22), (2, 1, 17), (0, 2, 100), (1, 2, 61), (3, 2, 5)]
PRODUCTION = [(1, 7, 30), (2, 7, 12), (0, 8, 70), (1, 8, 35), (9, 8, 400)]
print(rate(REFERENCE, PRODUCTION))
print(rate([(0, 0, 90), (1, 0, 40), (2, 0, 11), (3, 0, 20)], [(1, 7, 30), (2, 7, 12), (3, 7, 9)]))
