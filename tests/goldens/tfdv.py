"""What the C++ of TensorFlow Data Validation 1.16.1 itself gives for the values in the tests of `stats`.

    pip install numpy tensorflow-metadata "protobuf>=5,<7"
    pip download --no-deps tensorflow-data-validation==1.16.1 && python -m zipfile -e tensorflow_data_*.whl tfdv
    python tests/goldens/tfdv.py tfdv

Its extension module is called by itself: TensorFlow is not needed. Statistics are made exact here, where
TFDV would make them by sketches.
"""

import importlib.util
import sys

import numpy as np
from tensorflow_metadata.proto.v0 import anomalies_pb2, schema_pb2, statistics_pb2

NAME = "tensorflow_data_validation_extension"
PATH = f"{sys.argv[1]}/tensorflow_data_validation/pywrap/{NAME}.so"
SPEC = importlib.util.spec_from_file_location(NAME, PATH)
EXTENSION = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(EXTENSION)


def feature(statistics, kind, count):
    found = statistics.features.add(path={"step": ["x"]}, type=kind)
    of_kind = found.num_stats if kind == statistics_pb2.FeatureNameStatistics.FLOAT else found.string_stats
    common = of_kind.common_stats
    common.num_non_missing, common.min_num_values, common.max_num_values = count, 1, 1
    return of_kind


def numbers(values):
    statistics = statistics_pb2.DatasetFeatureStatistics(num_examples=len(values))
    found = feature(statistics, statistics_pb2.FeatureNameStatistics.FLOAT, len(values))
    found.min, found.max = values.min(), values.max()
    histogram = found.histograms.add(type=statistics_pb2.Histogram.STANDARD)
    counts, edges = np.histogram(values, bins=10)
    for count, low, high in zip(counts, edges, edges[1:]):
        histogram.buckets.add(low_value=low, high_value=high, sample_count=float(count))
    return statistics


def names(counts):
    statistics = statistics_pb2.DatasetFeatureStatistics(num_examples=sum(counts.values()))
    found = feature(statistics, statistics_pb2.FeatureNameStatistics.STRING, sum(counts.values()))
    found.unique = len(counts)
    for rank, (name, count) in enumerate(sorted(counts.items(), key=lambda pair: -pair[1])):
        found.rank_histogram.buckets.add(
            low_rank=rank, high_rank=rank, label=name, sample_count=float(count)
        )
    return statistics


def drift(before, now, measure):
    kind = schema_pb2.FLOAT if now.features[0].HasField("num_stats") else schema_pb2.BYTES
    schema = schema_pb2.Schema()
    comparator = schema.feature.add(name="x", type=kind).drift_comparator
    getattr(comparator, measure).threshold = 1e-12
    serialized = [message.SerializeToString() for message in (now, schema, before)]
    found = EXTENSION.validation.ValidateFeatureStatistics(
        serialized[0], serialized[1], b"", serialized[2], b"", b"", b"", b"", False
    )
    anomalies = anomalies_pb2.Anomalies.FromString(found)
    return [m.value for info in anomalies.drift_skew_info for m in info.drift_measurements]


def lin(n, a, c, m, d):
    return np.array([((i * a + c) % m) / d for i in range(n)])


A, B = lin(200, 7919, 13, 1009, 100), lin(150, 104729, 7, 997, 90)
A2, B2 = lin(1500, 7919, 13, 10007, 1000), lin(1200, 104729, 7, 9973, 900)
for x, y in [(A, B), (A2, B2)]:
    print("divergence", drift(numbers(x), numbers(y), "jensen_shannon_divergence"))
before, now = names({"b": 900, "c": 100}), names({"a": 300, "b": 700})
print("L-infinity", drift(before, now, "infinity_norm"))
print("divergence of names", drift(before, now, "jensen_shannon_divergence"))
few, many = names({"a": 1, "b": 5}), names({"a": 10, "b": 50})
print("normalized difference", drift(few, many, "normalized_abs_difference"))
