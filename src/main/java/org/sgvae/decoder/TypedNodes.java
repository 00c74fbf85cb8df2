package org.sgvae.decoder;

import static org.sgvae.autodiff.op.ShapeOps.concatColumns;

import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Variable;
import org.sgvae.distribution.Categorical;
import org.sgvae.gnn.KnownTypes;
import org.sgvae.gnn.Sizes;
import org.sgvae.nn.Linear;
import org.sgvae.nn.Parameters;

/**
 * A node's kind is its type, decided on as it is added (paper, Algorithm 1): one of {no node, type 0, …, type V−1}
 * from \(\mathrm{softmax}(\mathrm{addNode}(h_G))\); the new node's state is \(\mathrm{initNode}([h_G ;
 * \mathrm{onehot}(\mathrm{type})])\).
 */
public final class TypedNodes implements NodeDecisions {
    private final int types;
    private final Linear addNode;
    private final Linear initNode;

    /**
     * Registers {@code prefix.addNode} and {@code prefix.initNode}.
     *
     * @param parameters where the weights are registered
     * @param prefix beginning of their names
     * @param sizes sizes of the states, number of node types V
     */
    public TypedNodes(Parameters parameters, String prefix, Sizes sizes) {
        types = sizes.nodeTypes();
        addNode = new Linear(parameters, prefix + ".addNode", sizes.graphDim(), 1 + types);
        initNode = new Linear(parameters, prefix + ".initNode", sizes.graphDim() + types, sizes.nodeDim());
    }

    @Override
    public Categorical next(Variable graph) {
        return Categorical.ofLogits(addNode.apply(graph));
    }

    @Override
    public Variable added(Variable graph, Indices kinds) {
        Variable oneHot = graph.tape().zeroConstant(graph.rows(), types);
        for (int i = 0; i < kinds.size(); i++) {
            oneHot.value().data[i * types + kinds.get(i)] = 1;
        }
        return initNode.apply(concatColumns(graph, oneHot));
    }

    @Override
    public int kinds() {
        return types;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if the model does not know the type
     */
    @Override
    public int kind(int nodeType) {
        return KnownTypes.require("node", nodeType, types);
    }

    @Override
    public void finish(GrowingGraphs graphs, Variable states, Indices graphOfRow, Indices nodeOfRow, long[] keys) {
        // types were set as nodes were added
    }
}
