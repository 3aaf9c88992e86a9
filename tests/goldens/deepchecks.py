"""What deepchecks 0.19.1 itself gives for the values in the tests of `stats`.

    pip install numpy pandas scipy scikit-learn
    pip download --no-deps deepchecks==0.19.1 && python -m zipfile -e deepchecks-*.whl deepchecks
    python tests/goldens/deepchecks.py deepchecks

What its distances only need for drawing is replaced, so that nothing else of it has to be installed.
"""

import importlib.util
import sys
from unittest.mock import MagicMock

import numpy as np

DRAWING = [
    "category_encoders", "plotly", "plotly.graph_objs", "plotly.subplots", "deepchecks",
    "deepchecks.core", "deepchecks.core.errors", "deepchecks.utils", "deepchecks.utils.dict_funcs",
    "deepchecks.utils.distribution", "deepchecks.utils.distribution.plot",
    "deepchecks.utils.distribution.rare_category_encoder", "deepchecks.utils.plot",
    "deepchecks.utils.strings", "deepchecks.utils.typing",
]  # fmt: skip


def load(name):
    """A module of deepchecks by itself."""
    full = f"deepchecks.utils.distribution.{name}"
    path = f"{sys.argv[1]}/deepchecks/utils/distribution/{name}.py"
    spec = importlib.util.spec_from_file_location(full, path)
    module = sys.modules[full] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def lin(n, a, c, m, d):
    return np.array([((i * a + c) % m) / d for i in range(n)])


def column(counts):
    return np.array(sum([[f"v{i}"] * count for i, count in enumerate(counts)], []))


sys.modules.update({name: MagicMock() for name in DRAWING})
sys.modules["deepchecks.core.errors"].NotEnoughSamplesError = ValueError
binned = load("preprocessing").preprocess_2_cat_cols_to_same_bins
drift = load("drift")

for pair in [
    ([200, 800], [400, 600]),
    ([200, 800, 100], [400, 600, 0]),
    ([82, 79, 80, 79, 80, 0], [48, 49, 48, 48, 101, 6]),
    ([9900, 100], [10000, 0]),
    ([9900, 100], [1000, 0]),
    ([9900, 100], [100, 0]),
    ([7, 0, 3], [2, 5, 9]),
]:
    columns = [column(counts) for counts in pair]
    balanced = drift.cramers_v(*columns, balance_classes=True)
    print("cramers_v", pair, float(drift.cramers_v(*columns)), "balanced", float(balanced))
for pair in [([900, 95, 5, 0], [50, 0, 30, 20]), ([990, 4, 5], [990, 0, 9])]:
    print("bins", pair, binned(*map(column, pair), 0.01)[:2])
A, B = lin(200, 7919, 13, 1009, 100), lin(150, 104729, 7, 997, 90)
A2, B2 = lin(1500, 7919, 13, 10007, 1000), lin(1200, 104729, 7, 9973, 900)
for x, y, cut in [(A, B, 0.025), (A2, B2, 0.025), (np.arange(100.0), np.arange(50.0, 150.0), 0.0)]:
    print("earth_movers_distance", float(drift.earth_movers_distance(x, y, cut)))
