"""Expected values of crates/engine/tests/engine/pairs.rs, window by window of the credit files.

Run with numpy, pandas and scipy, in the folder of the files: python paired_auc_windows.py
"""

import numpy as np
import pandas as pd
from scipy.stats import norm


def delong(part):
    part = part.dropna(subset=["default_next_month"])
    positive = part.default_next_month.to_numpy() == 1
    placed = []
    for name in ["score_control", "score_treatment"]:
        score = part[name].to_numpy()
        placed.append((score[positive][:, None] > score[~positive]) + 0.5 * (score[positive][:, None] == score[~positive]))
    off = placed[1] - placed[0]
    error = np.sqrt(off.mean(1).var(ddof=1) / positive.sum() + off.mean(0).var(ddof=1) / (~positive).sum())
    return off.mean(), error


for side in ["reference", "production"]:
    rows = pd.read_csv(f"{side}.csv").sort_values("scored_at", kind="stable").reset_index(drop=True)
    print(side, *delong(rows))
    told = [delong(part) for _, part in rows.groupby(rows.index // 2000)]
    for (value, error), (_, part) in zip(told, rows.groupby(rows.index // 2000)):
        print(value, error, 2 * norm.sf(abs(value) / error), (part.pred_control == part.pred_treatment).mean())
    value, error = np.array(told).T
    print("chi² of windows", (((value - np.average(value, weights=error**-2)) / error) ** 2).sum() / (len(value) - 1))
    if side == "reference":
        whole = delong(rows)
    else:
        steps = []
        for at in range(len(value)):
            before = np.r_[whole[0], value[:at]], np.r_[whole[1], error[:at]] ** -2.0
            after = value[at:], error[at:] ** -2.0
            means = [np.average(part[0], weights=part[1]) for part in (before, after)]
            z = (means[0] - means[1]) / np.sqrt(1 / before[1].sum() + 1 / after[1].sum())
            steps.append((abs(z), at, means[1], after[1].sum() ** -0.5, 2 * len(value) * norm.sf(abs(z))))
        print("step", max(steps))


def widened(reference, production, cut):
    """By how much errors of windows grow: how both sides vary, production before and after a cut by itself."""
    squares = freedom = 0
    for part in [reference, production[:cut], production[cut:]]:
        if len(part):
            value, error = np.array(part).T
            squares += (((value - np.average(value, weights=error**-2)) / error) ** 2).sum()
            freedom += len(part) - 1
    return max(1, squares / freedom) ** 0.5


reference, production = [
    pd.read_csv(f"{side}.csv").sort_values("scored_at", kind="stable").reset_index(drop=True) for side in ["reference", "production"]
]
windows = [[delong(part) for _, part in rows.groupby(rows.index // 2000)] for rows in [reference, production]]
for cut in range(len(windows[1])):
    spread = widened(windows[0], windows[1], cut)
    parts = [[delong(reference)] + [(value, error * spread) for value, error in windows[1][:cut]]]
    parts.append([(value, error * spread) for value, error in windows[1][cut:]])
    (a, wa), (b, wb) = [(np.average(v, weights=e**-2), (e**-2.0).sum()) for v, e in [np.array(part).T for part in parts]]
    z = abs(a - b) / np.hypot(wa**-0.5, wb**-0.5)
    print("cut", cut, spread, b, wb**-0.5, 2 * len(windows[1]) * norm.sf(z))
