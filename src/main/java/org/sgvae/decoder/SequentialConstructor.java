package org.sgvae.decoder;

import static org.sgvae.autodiff.ArithmeticOps.add;
import static org.sgvae.autodiff.SegmentOps.segmentSum;
import static org.sgvae.autodiff.ShapeOps.concatColumns;
import static org.sgvae.autodiff.ShapeOps.gatherRows;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Variable;
import org.sgvae.distribution.Categorical;
import org.sgvae.gnn.Minibatch;
import org.sgvae.gnn.Propagation;
import org.sgvae.gnn.Readout;
import org.sgvae.gnn.Sizes;
import org.sgvae.nn.Linear;
import org.sgvae.nn.Parameters;
import org.sgvae.random.RandomKey;

/**
 * A graph constructor whose edges come one after the other: the paper's Algorithm 3 with the inner loop of its Algorithm 1 in place of
 * the independent edges.
 *
 * <p>First state, decision to go on, state of a new node and final node types are those of {@link Constructor}. What it scores depends
 * on the order ρ of each node's edges as well: it is \(\log p(x, π, ρ \mid z) - \log q(ρ \mid π)\); see {@link EdgeModel#SEQUENTIAL}.
 */
public final class SequentialConstructor implements Decoder {
    private final @Nullable Linear initLatent;
    private final Linear addNode;
    private final Linear initNode;
    private final Linear nodeType;
    private final SequentialConstruction construction;

    public SequentialConstructor(Parameters parameters, Sizes sizes, int latentDim) {
        int d = sizes.nodeDim();
        int g = sizes.graphDim();
        initLatent = latentDim > 0 ? new Linear(parameters, "constructor.initLatent", latentDim, d) : null;
        Propagation propagation = new Propagation(
                parameters, "constructor.prop", sizes.rounds(), d, sizes.messageDim(), sizes.edgeTypes());
        Readout readout = new Readout(parameters, "constructor.readout", d, g);
        addNode = new Linear(parameters, "constructor.addNode", g, 1);
        initNode = new Linear(parameters, "constructor.initNode", g, d);
        SequentialEdges edges = new SequentialEdges(parameters, "constructor", g, d, sizes.edgeTypes());
        nodeType = new Linear(parameters, "constructor.nodeType", d, sizes.nodeTypes());
        construction = new SequentialConstruction(propagation, readout, new UntypedNodes(), edges);
    }

    private Variable firstState(Variable z) {
        return initLatent == null ? z : initLatent.apply(z);
    }

    @Override
    public ConstructionScore score(Variable z, Minibatch batch, Function<Minibatch, EdgeOrders> edgeOrders) {
        SequentialConstruction.Score score = construction.score(firstState(z), batch, edgeOrders.apply(batch));
        SequentialTarget.Decisions ready = score.target().ready;
        Categorical types = Categorical.ofLogits(nodeType.apply(gatherRows(score.states(), ready.firstState)));
        Variable logPNodeTypes = segmentSum(types.logProb(ready.outcome), ready.graph, batch.size());
        Variable logPx = add(add(score.logPNodes(), score.logPEdges()), logPNodeTypes);
        return new ConstructionScore(logPx, score.logPNodes(), score.logPEdges(), logPNodeTypes);
    }

    @Override
    public List<GeneratedGraph> sample(Variable z, long[] keys, int maxNodes) {
        GrowingGraphs graphs = new GrowingGraphs(z.rows());
        construction.sample(firstState(z), graphs, keys, maxNodes);
        return graphs.toGraphs();
    }

    /** All nodes are of one kind while the graph grows; their types come at the end. */
    private final class UntypedNodes implements NodeDecisions {
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
}
