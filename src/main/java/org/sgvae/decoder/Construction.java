package org.sgvae.decoder;

import static org.sgvae.autodiff.op.ArithmeticOps.add;
import static org.sgvae.autodiff.op.SegmentOps.segmentSum;
import static org.sgvae.autodiff.op.ShapeOps.concatRows;
import static org.sgvae.autodiff.op.ShapeOps.gatherRows;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.distribution.Categorical;
import org.sgvae.gnn.GraphBatch;
import org.sgvae.gnn.Minibatch;
import org.sgvae.gnn.Propagation;
import org.sgvae.gnn.Readout;
import org.sgvae.graph.ValenceRule;

/**
 * Construction of graphs node by node (paper, Algorithms 1 and 3; Li et al. 2018).
 *
 * <p>Loop: propagate; \(h_G = R(h) + c\), where c is zero unless given; add no more node or one of some kind; if one,
 * decide on its edges to the nodes that are there, with another propagation in between where a decision depends on
 * those before it. How nodes and edges are decided on is what models differ in ({@link NodeDecisions}, {@link
 * EdgeDecisions}).
 *
 * <p><b>Lockstep.</b> In a step every graph in work propagates once and then decides all that it can before it must
 * propagate again, whichever node or edge it has come to. So no graph waits for another; {@link GrowingGraphs} keeps
 * account.
 */
public final class Construction {
    private final Propagation propagation;
    private final Readout readout;
    private final NodeDecisions nodes;
    private final EdgeDecisions edges;
    private final PropagationTime time;
    private final @Nullable ValenceRule rule;

    /**
     * Makes a construction of its parts.
     *
     * @param propagation how states propagate
     * @param readout what makes \(h_G\) of them
     * @param nodes decisions on nodes
     * @param edges decisions on edges
     * @param time when states propagate
     * @param rule what limits edges, of nodes whose kinds are their types; null for nothing
     */
    public Construction(
            Propagation propagation,
            Readout readout,
            NodeDecisions nodes,
            EdgeDecisions edges,
            PropagationTime time,
            @Nullable ValenceRule rule) {
        this.rule = rule;
        this.propagation = propagation;
        this.readout = readout;
        this.nodes = nodes;
        this.edges = edges;
        this.time = time;
    }

    /** Whether what node comes next depends on which edges it may get. */
    private boolean masksNodes() {
        return rule != null && edges.connectivity() == Connectivity.CONNECTED;
    }

    /** The choices of nodes that are allowed, of rows that were listed together with their marks. */
    private Categorical next(Variable graph, Indices allowed) {
        Categorical any = nodes.next(graph);
        return masksNodes() ? any.restrictedTo(allowed) : any;
    }

    /** The choices of nodes that are allowed, of the graphs in all slots; for one that takes edges it means nothing. */
    Categorical next(Variable graph, GrowingGraphs graphs) {
        Indices allowed = graph.tape().indices();
        for (int slot = 0; slot < graphs.active(); slot++) {
            markNext(graphs, slot, allowed);
        }
        return next(graph, allowed);
    }

    /** Lists what may come next to the graph in a slot. */
    private void markNext(GrowingGraphs graphs, int slot, Indices allowed) {
        if (masksNodes()) {
            graphs.markKinds(slot, nodes.kinds(), allowed);
        }
    }

    /** \(h_G = R(h) + c\) of the graphs in all slots. */
    private Variable read(Variable h, GraphBatch present, @Nullable Variable shift, GrowingGraphs graphs) {
        Variable graph = readout.apply(h, present);
        return shift == null ? graph : add(graph, gatherRows(shift, graphs.graphsOfSlots()));
    }

    /**
     * The log-probabilities of building B graphs along their orders, by kind of decision.
     *
     * @param logPNodes choices of nodes, B x 1, nats
     * @param logPEdges decisions on edges, \(-\log q(ρ \mid π)\) added where they have an order, B x 1, nats
     * @param lastStates states of all nodes when their graph was ready, by graph in the order in which they got ready
     * @param graphOfLast for each of these the number of its graph
     * @param typeOfLast for each of these its node type
     */
    public record Score(
            Variable logPNodes, Variable logPEdges, Variable lastStates, Indices graphOfLast, Indices typeOfLast) {}

    /**
     * Scores the construction of given graphs along their orderings and edge orders (teacher forcing). Only
     * propagation, readout and new states are sequential; the decisions are scored after the loop, all of one kind
     * together.
     *
     * @param first states of the first nodes, B x d; not modified
     * @param shift c, B x g, or null for none; not modified
     * @param firstKinds kinds of the first nodes; not modified
     * @param batch B graphs with their orderings; not modified
     * @param edgeOrders the edges of each node, in order; not modified
     * @return the log-probabilities
     * @throws IllegalArgumentException if a graph cannot be built, or breaks the valence rule
     */
    public Score score(
            Variable first, @Nullable Variable shift, Indices firstKinds, Minibatch batch, EdgeOrders edgeOrders) {
        Tape tape = first.tape();
        GrowingGraphs graphs = new GrowingGraphs(tape, firstKinds, rule);
        EdgeDecisions.Target edgeTarget = edges.target(tape, edgeOrders);
        Indices graphOfChoice = tape.indices();
        Indices choice =
                tape.indices(); // 0 for no more node, 1 + kind; one for each row of graph states that is listed
        Indices rowOfChoice = tape.indices();
        Indices allowed = tape.indices(); // by choice
        Indices graphOfLast = tape.indices();
        Indices typeOfLast = tape.indices();
        Indices rowOfLast = tape.indices();
        List<Variable> graphStates = tape.list(); // of all steps
        List<Variable> nodeStates = tape.list();
        int graphRow = 0;
        int nodeRow = 0;
        Variable h = first;
        while (graphs.active() > 0) {
            int active = graphs.active();
            GraphBatch present = graphs.present();
            h = propagation.apply(h, present);
            Variable graph = read(h, present, shift, graphs);
            graphStates.add(graph);

            Indices going = tape.indices();
            Indices growing = tape.indices();
            Indices kinds = tape.indices();
            for (int slot = 0; slot < active; slot++) {
                if (graphs.takesEdges(slot)) {
                    edgeTarget.decide(graphs, slot, graphRow + slot, nodeRow);
                    if (graphs.takesEdges(slot) || time == PropagationTime.EVERY_STEP) {
                        going.add(slot);
                        continue;
                    }
                }
                int b = graphs.graph(slot);
                int k = graphs.nodes(slot);
                int kind = k < batch.nodes(b) ? nodes.kind(typeAt(batch, b, k)) : -1;
                graphOfChoice.add(b);
                rowOfChoice.add(graphRow + slot);
                choice.add(1 + kind);
                markNext(graphs, slot, allowed);
                if (kind >= 0) {
                    going.add(slot);
                    growing.add(slot);
                    kinds.add(kind);
                } else {
                    for (int u = 0; u < k; u++) {
                        graphOfLast.add(b);
                        rowOfLast.add(nodeRow + graphs.row(slot, u));
                        typeOfLast.add(typeAt(batch, b, u));
                    }
                }
            }
            if (growing.size() > 0) {
                graphs.addNodes(growing, kinds);
                h = concatRows(h, nodes.added(gatherRows(graph, growing), kinds));
            }
            nodeStates.add(h);
            for (int i = 0; i < growing.size(); i++) {
                edgeTarget.decide(graphs, growing.get(i), graphRow + growing.get(i), nodeRow);
            }
            graphRow += active;
            nodeRow += h.rows();
            if (going.size() < active) {
                h = gatherRows(h, graphs.keep(going));
            }
        }
        Variable allGraphStates = concatRows(graphStates);
        Variable allNodeStates = concatRows(nodeStates);
        Categorical next = next(gatherRows(allGraphStates, rowOfChoice), allowed);
        return new Score(
                segmentSum(next.logProb(choice), graphOfChoice, batch.size()),
                edgeTarget.logProb(allGraphStates, allNodeStates, batch.size()),
                gatherRows(allNodeStates, rowOfLast),
                graphOfLast,
                typeOfLast);
    }

    private static int typeAt(Minibatch batch, int b, int k) {
        return batch.graph(b).nodeType(batch.node(b, k));
    }

    /**
     * {@return the edges of each node of a batch: in the order that a function gives where it matters, else oldest
     * partner first}
     */
    EdgeOrders orders(Tape tape, Minibatch batch, Function<Minibatch, EdgeOrders> ordered) {
        return edges.areOrdered() ? ordered.apply(batch) : EdgeOrders.on(tape, batch);
    }

    /**
     * Builds graphs.
     *
     * @param first states of the first nodes, B x d; not modified
     * @param shift c, B x g, or null for none; not modified
     * @param firstKinds kinds of the first nodes; not modified
     * @param keys bare random keys, one a graph; not modified. Draws are those of the keys split by 1, 2, …
     *     for nodes and their first edges, and by -1, -2, … for further edges
     * @param maxNodes construction is cut off at this number of nodes
     * @return B graphs
     */
    public List<GeneratedGraph> sample(
            Variable first, @Nullable Variable shift, Indices firstKinds, long[] keys, int maxNodes) {
        GrowingGraphs graphs = new GrowingGraphs(first.tape(), firstKinds, rule);
        ConstructionSampling sampling =
                new ConstructionSampling(first.tape(), this, nodes, edges, time, graphs, keys, maxNodes);
        Variable h = first;
        while (graphs.active() > 0) {
            GraphBatch present = graphs.present();
            h = propagation.apply(h, present);
            h = sampling.step(h, read(h, present, shift, graphs));
        }
        return graphs.toGraphs();
    }
}
