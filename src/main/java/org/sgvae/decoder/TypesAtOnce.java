package org.sgvae.decoder;

import static org.sgvae.autodiff.op.ArithmeticOps.add;
import static org.sgvae.autodiff.op.ShapeOps.gatherRows;

import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Variable;
import org.sgvae.distribution.Categorical;
import org.sgvae.gnn.Sizes;
import org.sgvae.nn.Linear;
import org.sgvae.nn.Parameter;
import org.sgvae.nn.Parameters;
import org.sgvae.random.RandomKey;

/**
 * The type of each node when it is added ({@link TypedNodes}). That of the first one, which no decision adds, comes
 * from \(\mathrm{softmax}(\mathrm{firstType}(z))\), and a learned row of its type is added to its state.
 */
final class TypesAtOnce implements NodeTypeDecisions {
    private final Linear firstType;
    private final Parameter firstState;
    private final TypedNodes nodes;

    /** Registers {@code prefix.firstType}, {@code prefix.firstState}, V x d, and the weights of {@link TypedNodes}. */
    TypesAtOnce(Parameters parameters, String prefix, Sizes sizes, int latentDim) {
        int types = sizes.nodeTypes();
        firstType = new Linear(parameters, prefix + ".firstType", latentDim, types);
        firstState = parameters.matrix(prefix + ".firstState", types, sizes.nodeDim(), types);
        nodes = new TypedNodes(parameters, prefix, sizes);
    }

    @Override
    public Variable first(Variable state, Indices kinds) {
        return add(state, gatherRows(firstState.on(state.tape()), kinds));
    }

    @Override
    public Variable logProb(Variable z, Indices kinds, Construction.Score score) {
        return Categorical.ofLogits(firstType.apply(z)).logProb(kinds);
    }

    @Override
    public Indices drawFirst(Variable z, long[] keys) {
        Categorical types = Categorical.ofLogits(firstType.apply(z));
        Indices kinds = z.tape().indices();
        for (int b = 0; b < keys.length; b++) {
            // tag 0 is no number of a step, so this draw is unrelated to those of the steps
            kinds.add(types.sample(b, RandomKey.uniform(RandomKey.split(keys[b], 0), 0)));
        }
        return kinds;
    }

    @Override
    public Categorical next(Variable graph) {
        return nodes.next(graph);
    }

    @Override
    public Variable added(Variable graph, Indices kinds) {
        return nodes.added(graph, kinds);
    }

    @Override
    public int kinds() {
        return nodes.kinds();
    }

    @Override
    public int kind(int nodeType) {
        return nodes.kind(nodeType);
    }

    @Override
    public void finish(GrowingGraphs graphs, Variable states, Indices graphOfRow, Indices nodeOfRow, long[] keys) {
        nodes.finish(graphs, states, graphOfRow, nodeOfRow, keys);
    }
}
