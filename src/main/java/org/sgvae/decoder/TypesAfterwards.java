package org.sgvae.decoder;

import static org.sgvae.autodiff.op.SegmentOps.segmentSum;
import static org.sgvae.autodiff.op.ShapeOps.concatColumns;

import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Variable;
import org.sgvae.distribution.Categorical;
import org.sgvae.gnn.Sizes;
import org.sgvae.nn.Linear;
import org.sgvae.nn.Parameters;
import org.sgvae.random.RandomKey;

/**
 * All nodes are of one kind while the graph grows (paper, Algorithm 3): stop with probability
 * \(1-σ(\mathrm{addNode}(h_G))\), else a node v with \(h_v = \mathrm{initNode}(h_G)\). When it stops, types from
 * \(\mathrm{softmax}(\mathrm{nodeType}(h_v))\) on the states after the last propagation.
 */
final class TypesAfterwards implements NodeTypeDecisions {
    private final Linear addNode;
    private final Linear initNode;
    private final Linear nodeType;

    /** Registers {@code prefix.addNode}, {@code prefix.initNode} and {@code prefix.nodeType}. */
    TypesAfterwards(Parameters parameters, String prefix, Sizes sizes) {
        addNode = new Linear(parameters, prefix + ".addNode", sizes.graphDim(), 1);
        initNode = new Linear(parameters, prefix + ".initNode", sizes.graphDim(), sizes.nodeDim());
        nodeType = new Linear(parameters, prefix + ".nodeType", sizes.nodeDim(), sizes.nodeTypes());
    }

    @Override
    public Variable first(Variable state, Indices kinds) {
        return state;
    }

    @Override
    public Variable logProb(Variable z, Indices kinds, Construction.Score score) {
        Categorical types = Categorical.ofLogits(nodeType.apply(score.lastStates()));
        return segmentSum(types.logProb(score.typeOfLast()), score.graphOfLast(), z.rows());
    }

    @Override
    public Indices drawFirst(Variable z, long[] keys) {
        return z.tape().indices().zeros(keys.length);
    }

    @Override
    public Categorical next(Variable graph) {
        Variable more = addNode.apply(graph);
        return Categorical.ofLogits(concatColumns(graph.tape().zeroConstant(graph.rows(), 1), more));
    }

    @Override
    public Variable added(Variable graph, Indices kinds) {
        return initNode.apply(graph);
    }

    @Override
    public int kinds() {
        return 1;
    }

    @Override
    public int kind(int nodeType) {
        return 0;
    }

    @Override
    public void finish(GrowingGraphs graphs, Variable states, Indices graphOfRow, Indices nodeOfRow, long[] keys) {
        Categorical types = Categorical.ofLogits(nodeType.apply(states));
        for (int row = 0; row < states.rows(); row++) {
            int graph = graphOfRow.get(row);
            int node = nodeOfRow.get(row);
            // tag 0 is no number of a step, so these draws are unrelated to those of the steps
            double uniform = RandomKey.uniform(RandomKey.split(keys[graph], 0), node);
            graphs.setNodeType(graph, node, types.sample(row, uniform));
        }
    }
}
