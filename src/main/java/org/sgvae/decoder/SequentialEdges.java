package org.sgvae.decoder;

import static org.sgvae.autodiff.op.ArithmeticOps.add;
import static org.sgvae.autodiff.op.SegmentOps.segmentLogSoftmax;
import static org.sgvae.autodiff.op.SegmentOps.segmentSum;
import static org.sgvae.autodiff.op.ShapeOps.concatColumns;
import static org.sgvae.autodiff.op.ShapeOps.gatherRows;

import org.jspecify.annotations.Nullable;
import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.distribution.Bernoulli;
import org.sgvae.distribution.Categorical;
import org.sgvae.gnn.Sizes;
import org.sgvae.nn.Linear;
import org.sgvae.nn.Parameters;

/**
 * Which edges a new node v gets, one after the other (paper, Algorithm 1; Li et al. 2018): another edge with
 * probability \(σ(\mathrm{addEdge}([h_G ; h_v]))\); its other end from \(\mathrm{softmax}_u\, \mathrm{choose}([h_u ;
 * h_v])\) over the nodes that are not joined to v yet; its type from \(\mathrm{softmax}(\mathrm{edgeType}([h_u ;
 * h_v]))\) where there are several. If graphs are to be connected, the first edge is certain. Under a valence rule only
 * ends and types that it allows are chosen among, and where there is none it is certain that no edge follows.
 *
 * <p>addEdge and edgeType are affine. choose is an mlp 2d→2d→1: were it affine, \(h_v\) would add the same to the
 * scores of all u and drop out of the softmax.
 */
public final class SequentialEdges implements EdgeDecisions {
    private static final int ANOTHER_DRAW = 1; // numbers of a step's draws
    private static final int END_DRAW = 2;
    private static final int TYPE_DRAW = 3;

    private final Linear addEdge;
    private final PairMlp choose;
    private final @Nullable Linear edgeType;
    private final int types;
    private final Connectivity connectivity;

    /**
     * Registers {@code prefix.addEdge}, {@code prefix.choose} and, for several edge types, {@code prefix.edgeType}.
     *
     * @param parameters where the weights are registered
     * @param prefix beginning of their names
     * @param sizes sizes of the states
     * @param connectivity which graphs can be built
     */
    public SequentialEdges(Parameters parameters, String prefix, Sizes sizes, Connectivity connectivity) {
        int d = sizes.nodeDim();
        types = sizes.edgeTypes();
        addEdge = new Linear(parameters, prefix + ".addEdge", sizes.graphDim() + d, 1);
        choose = new PairMlp(parameters, prefix + ".choose", 0, d, d, 1, 1);
        edgeType = types > 1 ? new Linear(parameters, prefix + ".edgeType", 2 * d, types) : null;
        this.connectivity = connectivity;
    }

    @Override
    public Connectivity connectivity() {
        return connectivity;
    }

    @Override
    public boolean areOrdered() {
        return true;
    }

    @Override
    public Target target(Tape tape, EdgeOrders orders) {
        return new Listed(tape, orders);
    }

    /** Whether there is a choice between another edge of the newest node of the graph in a slot and none. */
    private boolean isOpen(GrowingGraphs graphs, int slot) {
        return (connectivity == Connectivity.ANY || graphs.edgesOfNewest(slot) > 0) && graphs.mayJoin(slot) > 0;
    }

    /** Whether n new nodes get another edge, from the states of their graphs, n x g, and their own, n x d. */
    private Bernoulli another(Variable graph, Variable added) {
        return new Bernoulli(addEdge.apply(concatColumns(graph, added)));
    }

    /**
     * Log-probabilities of p possible ends of e new edges, p x 1, from states of old ends, p x d, and of new ones, e
     * x d.
     */
    private Variable ends(Variable old, Variable added, Indices edgeOfEnd) {
        return segmentLogSoftmax(choose.apply(added, old, edgeOfEnd), edgeOfEnd, added.rows());
    }

    /**
     * The types of e new edges, from states in some rows and of the new ends, e x d, and marks of those that are allowed
     * where not all are; null if there is only one type.
     */
    private @Nullable Categorical types(Variable states, Indices rowOfOld, Variable added, Indices allowed) {
        if (edgeType == null) {
            return null;
        }
        Categorical any = Categorical.ofLogits(edgeType.apply(concatColumns(gatherRows(states, rowOfOld), added)));
        return allowed.size() == 0 ? any : any.restrictedTo(allowed);
    }

    /** Lists which types the edge between node u and the newest one of the graph in a slot may have, if not all may. */
    private void markTypes(GrowingGraphs graphs, int slot, int u, Indices allowed) {
        if (edgeType != null && graphs.isMasked()) {
            graphs.markEdgeTypes(slot, u, types, allowed);
        }
    }

    private final class Listed implements Target {
        private final EdgeOrders orders;

        /* By decision on another edge. */
        private final Indices graphOfAnother;
        private final Indices graphRow;
        private final Indices rowOfNew;
        private final Indices isAnother;

        /* By edge. */
        private final Indices graphOfEdge;
        private final Indices rowOfNewEnd;
        private final Indices rowOfOldEnd;
        private final Indices type;
        private final Indices typeAllowed; // a mark for every type
        private final Indices chosen; // which of the possible ends

        /* By possible end of an edge. */
        private final Indices edgeOfEnd;
        private final Indices rowOfEnd;

        Listed(Tape tape, EdgeOrders orders) {
            this.orders = orders;
            graphOfAnother = tape.indices();
            graphRow = tape.indices();
            rowOfNew = tape.indices();
            isAnother = tape.indices();
            graphOfEdge = tape.indices();
            rowOfNewEnd = tape.indices();
            rowOfOldEnd = tape.indices();
            type = tape.indices();
            typeAllowed = tape.indices();
            chosen = tape.indices();
            edgeOfEnd = tape.indices();
            rowOfEnd = tape.indices();
        }

        @Override
        public void decide(GrowingGraphs graphs, int slot, int graphRowOfSlot, int nodeRow) {
            int b = graphs.graph(slot);
            int k = graphs.newest(slot);
            int done = graphs.edgesOfNewest(slot);
            boolean yes = done < orders.count(b, k);
            int newRow = nodeRow + graphs.row(slot, k);
            connectivity.requireEdge(orders.count(b, k), k);
            if (isOpen(graphs, slot)) {
                graphOfAnother.add(b);
                graphRow.add(graphRowOfSlot);
                rowOfNew.add(newRow);
                isAnother.add(yes ? 1 : 0);
            }
            if (!yes) {
                graphs.endEdges(slot);
                return;
            }
            int end = orders.partner(b, k, done);
            for (int u = 0; u < k; u++) {
                if (graphs.mayJoin(slot, u)) {
                    if (u == end) {
                        chosen.add(rowOfEnd.size());
                    }
                    edgeOfEnd.add(graphOfEdge.size());
                    rowOfEnd.add(nodeRow + graphs.row(slot, u));
                }
            }
            graphOfEdge.add(b);
            rowOfNewEnd.add(newRow);
            rowOfOldEnd.add(nodeRow + graphs.row(slot, end));
            type.add(orders.type(b, k, done));
            markTypes(graphs, slot, end, typeAllowed);
            graphs.addEdge(slot, end, orders.type(b, k, done));
        }

        @Override
        public Variable logProb(Variable graphStates, Variable nodeStates, int batch) {
            Variable logProb = graphStates.tape().zeroConstant(batch, 1);
            for (int b = 0; b < batch; b++) {
                logProb.value().data[b] = orders.logCount(b);
            }
            Bernoulli another = another(gatherRows(graphStates, graphRow), gatherRows(nodeStates, rowOfNew));
            logProb = add(logProb, segmentSum(another.logProb(isAnother), graphOfAnother, batch));
            Variable added = gatherRows(nodeStates, rowOfNewEnd);
            Variable ends = ends(gatherRows(nodeStates, rowOfEnd), added, edgeOfEnd);
            logProb = add(logProb, segmentSum(gatherRows(ends, chosen), graphOfEdge, batch));
            Categorical types = types(nodeStates, rowOfOldEnd, added, typeAllowed);
            return types == null ? logProb : add(logProb, segmentSum(types.logProb(type), graphOfEdge, batch));
        }
    }

    @Override
    public void draw(GrowingGraphs graphs, Variable h, Variable graph, Indices slots, Uniforms uniforms) {
        Tape tape = h.tape();
        Indices joining = drawAnother(graphs, h, graph, slots, uniforms);
        Indices newRows = tape.indices();
        for (int i = 0; i < joining.size(); i++) {
            newRows.add(graphs.row(joining.get(i), graphs.newest(joining.get(i))));
        }
        Variable added = gatherRows(h, newRows);
        Indices ends = drawEnds(graphs, h, added, joining, uniforms);
        Indices oldRows = tape.indices();
        Indices allowed = tape.indices();
        for (int i = 0; i < joining.size(); i++) {
            oldRows.add(graphs.row(joining.get(i), ends.get(i)));
            markTypes(graphs, joining.get(i), ends.get(i), allowed);
        }
        Categorical drawn = types(h, oldRows, added, allowed);
        for (int i = 0; i < joining.size(); i++) {
            int slot = joining.get(i);
            graphs.addEdge(slot, ends.get(i), drawn == null ? 0 : drawn.sample(i, uniforms.of(slot, TYPE_DRAW)));
        }
    }

    /** {@return the slots whose newest node gets another edge} */
    private Indices drawAnother(GrowingGraphs graphs, Variable h, Variable graph, Indices slots, Uniforms uniforms) {
        Indices asking = h.tape().indices();
        Indices newRows = h.tape().indices();
        for (int i = 0; i < slots.size(); i++) {
            int slot = slots.get(i);
            if (isOpen(graphs, slot)) {
                asking.add(slot);
                newRows.add(graphs.row(slot, graphs.newest(slot)));
            }
        }
        Bernoulli another = another(gatherRows(graph, asking), gatherRows(h, newRows));
        Indices joining = h.tape().indices();
        for (int i = 0, asked = 0; i < slots.size(); i++) {
            int slot = slots.get(i);
            boolean asks = asked < asking.size() && asking.get(asked) == slot;
            boolean yes = asks
                    ? another.sample(asked++, uniforms.of(slot, ANOTHER_DRAW))
                    : connectivity == Connectivity.CONNECTED && graphs.edgesOfNewest(slot) == 0;
            if (yes) {
                joining.add(slot);
            } else {
                graphs.endEdges(slot);
            }
        }
        return joining;
    }

    /** {@return for each of some slots the node that its newest node is joined to next} */
    private Indices drawEnds(GrowingGraphs graphs, Variable h, Variable added, Indices joining, Uniforms uniforms) {
        Tape tape = h.tape();
        Indices possible = tape.indices();
        Indices oldRows = tape.indices();
        Indices edgeOfEnd = tape.indices();
        for (int i = 0; i < joining.size(); i++) {
            int slot = joining.get(i);
            for (int u = 0; u < graphs.newest(slot); u++) {
                if (graphs.mayJoin(slot, u)) {
                    possible.add(u);
                    oldRows.add(graphs.row(slot, u));
                    edgeOfEnd.add(i);
                }
            }
        }
        double[] logProb = ends(gatherRows(h, oldRows), added, edgeOfEnd).value().data;
        Indices ends = tape.indices();
        for (int i = 0, first = 0; i < joining.size(); i++) {
            int slot = joining.get(i);
            int count = graphs.mayJoin(slot);
            ends.add(possible.get(first + Categorical.sample(logProb, first, count, uniforms.of(slot, END_DRAW))));
            first += count;
        }
        return ends;
    }
}
