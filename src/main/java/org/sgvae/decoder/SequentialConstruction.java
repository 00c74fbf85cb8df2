package org.sgvae.decoder;

import static org.sgvae.autodiff.ArithmeticOps.add;
import static org.sgvae.autodiff.SegmentOps.segmentSum;
import static org.sgvae.autodiff.ShapeOps.concatRows;
import static org.sgvae.autodiff.ShapeOps.gatherRows;

import java.util.List;
import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.distribution.Bernoulli;
import org.sgvae.distribution.Categorical;
import org.sgvae.gnn.GraphBatch;
import org.sgvae.gnn.Minibatch;
import org.sgvae.gnn.Propagation;
import org.sgvae.gnn.Readout;

/**
 * Construction of graphs node by node and edge by edge (paper, Algorithm 1; Li et al. 2018).
 *
 * <p>Loop: propagate; \(h_G = R(h)\); add no more node or one of some kind; if one, then, as long as another edge is wanted and there is
 * a node left to join to, choose its other end and type ({@link SequentialEdges}), propagate and read \(h_G\) again. How nodes are
 * decided on is the model's part ({@link NodeDecisions}).
 *
 * <p><b>Lockstep.</b> In a step every graph in work propagates once and then decides all that it can before it must propagate again,
 * whichever node or edge it has come to. So a batch takes as many steps as the graph with the largest number of nodes and edges
 * together, and no graph waits for another. The rows of the states are kept by {@link GrowingUnion}.
 */
public final class SequentialConstruction {
    private final Propagation propagation;
    private final Readout readout;
    private final NodeDecisions nodes;
    private final SequentialEdges edges;

    public SequentialConstruction(
            Propagation propagation, Readout readout, NodeDecisions nodes, SequentialEdges edges) {
        this.propagation = propagation;
        this.readout = readout;
        this.nodes = nodes;
        this.edges = edges;
    }

    /**
     * What the construction of B graphs along their orders costs.
     *
     * @param logPNodes log-probabilities of all choices of nodes, B x 1, nats
     * @param logPEdges log-probabilities of all decisions on edges, \(-\log q(ρ \mid π)\) added, B x 1, nats
     * @param states node states of all steps below each other
     * @param target the decisions, which name rows of {@code states}
     */
    public record Score(Variable logPNodes, Variable logPEdges, Variable states, SequentialTarget target) {}

    /**
     * Scores the construction of given graphs along their orderings and edge orders (teacher forcing). Only propagation, readout and
     * new states are sequential; the decisions are scored after the loop, all of one kind together.
     *
     * @param first states of the first nodes, B x d; not modified
     * @param batch B graphs with their orderings; not modified
     * @param edgeOrders the order of each node's edges; not modified
     * @return the log-probabilities
     */
    public Score score(Variable first, Minibatch batch, EdgeOrders edgeOrders) {
        Tape tape = first.tape();
        SequentialTarget target = new SequentialTarget(tape, batch, edgeOrders);
        GrowingGraphs graphs = new GrowingGraphs(batch.size());
        GrowingUnion union = new GrowingUnion(tape, graphs);
        List<Variable> graphStates = tape.list(); // of all steps
        List<Variable> nodeStates = tape.list();
        int graphRow = 0;
        int nodeRow = 0;
        Variable h = first;
        while (graphs.active() > 0) {
            int active = graphs.active();
            GraphBatch present = union.present();
            h = propagation.apply(h, present);
            Variable graph = readout.apply(h, present);
            graphStates.add(graph);

            Indices going = tape.indices();
            Indices growing = tape.indices();
            Indices kinds = tape.indices();
            for (int slot = 0; slot < active; slot++) {
                int b = graphs.graph(slot);
                if (target.isNodeNext(b)) {
                    int kind = target.decideNode(b, graphs.nodes(slot), graphRow + slot, nodes);
                    if (kind < 0) {
                        target.finish(slot, graphs, union, nodeRow);
                        continue;
                    }
                    growing.add(slot);
                    kinds.add(kind);
                }
                going.add(slot);
            }
            if (growing.size() > 0) {
                union.addNodes(growing);
                h = concatRows(h, nodes.added(gatherRows(graph, growing), kinds));
            }
            nodeStates.add(h);
            for (int i = 0; i < going.size(); i++) {
                target.decideEdge(going.get(i), graphs, union, graphRow + going.get(i), nodeRow);
            }
            graphRow += active;
            nodeRow += h.rows();
            if (going.size() < active) {
                h = gatherRows(h, union.keep(going));
            }
        }
        Variable states = concatRows(nodeStates);
        Variable orders = tape.zeroConstant(batch.size(), 1);
        for (int b = 0; b < batch.size(); b++) {
            orders.value().data[b] = edgeOrders.logCount(b);
        }
        return score(concatRows(graphStates), states, target, orders);
    }

    private Score score(Variable graphStates, Variable states, SequentialTarget target, Variable orders) {
        int count = orders.rows();
        SequentialTarget.Decisions node = target.nodes;
        Categorical next = nodes.next(gatherRows(graphStates, node.firstState));
        Variable logPNodes = segmentSum(next.logProb(node.outcome), node.graph, count);

        SequentialTarget.Decisions another = target.another;
        Bernoulli more =
                edges.another(gatherRows(graphStates, another.firstState), gatherRows(states, another.secondState));
        Variable logPEdges = add(orders, segmentSum(more.logProb(another.outcome), another.graph, count));

        SequentialTarget.Decisions edge = target.edges;
        SequentialTarget.Decisions end = target.ends;
        Variable ends = edges.ends(
                gatherRows(states, end.firstState), gatherRows(states, end.secondState), end.graph, edge.graph.size());
        logPEdges = add(logPEdges, segmentSum(gatherRows(ends, target.chosenEnd), edge.graph, count));
        if (edges.hasTypes()) {
            Categorical types = edges.types(gatherRows(states, edge.firstState), gatherRows(states, edge.secondState));
            logPEdges = add(logPEdges, segmentSum(types.logProb(edge.outcome), edge.graph, count));
        }
        return new Score(logPNodes, logPEdges, states, target);
    }

    /**
     * Builds graphs.
     *
     * @param first states of the first nodes, B x d; not modified
     * @param graphs B graphs of one node; the rest is added
     * @param keys bare random keys, one a graph; not modified. Draws are those of the keys split by 1, 2, …
     * @param maxNodes construction is cut off at this number of nodes
     */
    public void sample(Variable first, GrowingGraphs graphs, long[] keys, int maxNodes) {
        SequentialSampling sampling = new SequentialSampling(first.tape(), nodes, edges, graphs, keys, maxNodes);
        Variable h = first;
        while (graphs.active() > 0) {
            GraphBatch present = sampling.present();
            h = propagation.apply(h, present);
            h = sampling.step(h, readout.apply(h, present));
        }
    }
}
