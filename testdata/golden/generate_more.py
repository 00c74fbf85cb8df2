#!/usr/bin/env python3
"""Further cases, by generate.py's functions: python3 generate_more.py OUT_DIR"""
import sys
from pathlib import Path

from generate import case

if __name__ == "__main__":
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    # one round, three edge types of which one is not used, nodes 3 and 10 isolated
    case(out, "typed12-point", 4,
         dict(nodeDim=6, messageDim=3, graphDim=8, rounds=1, nodeTypes=4, edgeTypes=3, posterior="point", latentDim=6),
         dict(nodes=12, nodeType=[3, 0, 1, 2, 2, 0, 1, 0, 3, 0, 1, 0],
              edges=[[0, 1, 2], [1, 2, 0], [2, 4, 0], [4, 5, 2], [5, 0, 0], [5, 6, 2], [6, 7, 0], [7, 8, 2], [8, 9, 0],
                     [9, 11, 2], [11, 6, 0], [1, 7, 0]]),
         [7, 3, 0, 11, 5, 1, 10, 8, 2, 9, 4, 6])
    # two parts, more message than state, a code larger than a state
    case(out, "disconnected8-gaussian", 5,
         dict(nodeDim=3, messageDim=8, graphDim=4, rounds=2, nodeTypes=1, edgeTypes=1, posterior="gaussian", latentDim=5),
         dict(nodes=8, nodeType=[0] * 8, edges=[[0, 1, 0], [1, 2, 0], [2, 0, 0], [3, 4, 0], [4, 5, 0], [5, 6, 0], [6, 3, 0], [6, 7, 0]]),
         [5, 0, 7, 2, 4, 1, 6, 3], [0.5, -0.25, 1.75, 0.0, -2.0])
    case(out, "single-node-gaussian", 6,
         dict(nodeDim=4, messageDim=2, graphDim=3, rounds=2, nodeTypes=3, edgeTypes=2, posterior="gaussian", latentDim=2),
         dict(nodes=1, nodeType=[2], edges=[]), [0], [1.25, -0.5])
    # nothing but isolated nodes
    case(out, "edgeless4-point", 7,
         dict(nodeDim=5, messageDim=4, graphDim=6, rounds=2, nodeTypes=2, edgeTypes=1, posterior="point", latentDim=5),
         dict(nodes=4, nodeType=[1, 0, 1, 1], edges=[]), [2, 0, 3, 1])
