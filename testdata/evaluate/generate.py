#!/usr/bin/env python3
"""Reference values of the maximum mean discrepancy in degree, clustering coefficient and orbits, with the kernels of GraphRNN.

Made with NetworkX 3.6.1, SciPy 1.17.1 and NumPy 2.4: python3 generate.py > discrepancy.json

Earth mover's distances are SciPy's, clustering coefficients NetworkX's, and orbits are counted subgraph by subgraph. Histograms of
clustering coefficients are made of fractions: numpy.histogram, which GraphRNN uses, puts 7/10 into the bin below.
"""
import itertools
import json
from fractions import Fraction

import networkx as nx
import numpy as np
from scipy.stats import wasserstein_distance


def degree(graph):
    return [d for _, d in graph.degree()]


def clustering(graph):
    bins = []
    for v, triangles in nx.triangles(graph).items():
        d = graph.degree(v)
        share = Fraction(2 * triangles, d * (d - 1)) if d > 1 else Fraction(0)
        assert abs(float(share) - nx.clustering(graph, v)) < 1e-12
        bins.append(min(99, int(100 * share)))
    return bins


# By the sorted degrees of a connected subgraph: the orbit of a node of each degree.
ORBITS = {
    (1, 1): {1: 0},
    (1, 1, 2): {1: 1, 2: 2},
    (2, 2, 2): {2: 3},
    (1, 1, 2, 2): {1: 4, 2: 5},
    (1, 1, 1, 3): {1: 6, 3: 7},
    (2, 2, 2, 2): {2: 8},
    (1, 2, 2, 3): {1: 9, 2: 10, 3: 11},
    (2, 2, 3, 3): {2: 12, 3: 13},
    (3, 3, 3, 3): {3: 14},
}


def orbits(graph):
    total = np.zeros(15)
    for size in (2, 3, 4):
        for nodes in itertools.combinations(graph, size):
            part = graph.subgraph(nodes)
            if nx.is_connected(part):
                degrees = tuple(sorted(d for _, d in part.degree()))
                for _, d in part.degree():
                    total[ORBITS[degrees][d]] += 1
    return total / len(graph)


def gaussian(distance, sigma):
    return np.exp(-distance**2 / (2 * sigma**2))


STATISTICS = {
    "degree": (degree, lambda x, y: gaussian(wasserstein_distance(x, y), 1)),
    "clustering": (clustering, lambda x, y: gaussian(wasserstein_distance(x, y) / 100, 0.1)),
    "orbit": (orbits, lambda x, y: gaussian(np.linalg.norm(x - y), 30)),
}


def squared(statistic, xs, ys):
    describe, kernel = STATISTICS[statistic]
    xs = [describe(x) for x in xs]
    ys = [describe(y) for y in ys]
    mean = lambda a, b: np.mean([kernel(x, y) for x in a for y in b])
    return mean(xs, xs) + mean(ys, ys) - 2 * mean(xs, ys)


CASES = {
    "cycles and trees": (
        [nx.cycle_graph(n) for n in range(5, 9)],
        [nx.path_graph(6), nx.star_graph(5), nx.balanced_tree(2, 2)],
    ),
    "dense and sparse": (
        [nx.gnp_random_graph(n, 0.7, seed=n) for n in range(6, 14)],
        [nx.gnp_random_graph(n, 0.3, seed=n) for n in range(8, 13)],
    ),
    "two samples of one distribution": (
        [nx.barabasi_albert_graph(12, 3, seed=s) for s in range(6)],
        [nx.barabasi_albert_graph(12, 3, seed=s) for s in range(6, 10)],
    ),
    "grids": ([nx.grid_2d_graph(3, n) for n in range(2, 6)], [nx.petersen_graph(), nx.empty_graph(3)]),
}


def as_json(graph):
    graph = nx.convert_node_labels_to_integers(graph)
    return {"nodes": len(graph), "edges": [list(edge) for edge in graph.edges()]}


cases = []
for name, (xs, ys) in CASES.items():
    case = {"name": name, "xs": [as_json(x) for x in xs], "ys": [as_json(y) for y in ys]}
    case.update((statistic, squared(statistic, xs, ys)) for statistic in STATISTICS)
    cases.append(case)
print(
    json.dumps(
        {"source": "NetworkX 3.6.1, SciPy 1.17.1, NumPy 2.4; python3 generate.py > discrepancy.json", "cases": cases}
    ).replace('{"name"', '\n{"name"')
)
