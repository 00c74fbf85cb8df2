package org.sgvae.decoder;

import static org.sgvae.autodiff.op.ArithmeticOps.negate;
import static org.sgvae.autodiff.op.ArithmeticOps.subtract;
import static org.sgvae.autodiff.op.ElementwiseOps.expm1;
import static org.sgvae.autodiff.op.ElementwiseOps.log;
import static org.sgvae.autodiff.op.ElementwiseOps.softplus;
import static org.sgvae.autodiff.op.SegmentOps.segmentSum;
import static org.sgvae.autodiff.op.ShapeOps.concatColumns;
import static org.sgvae.autodiff.op.ShapeOps.gatherRows;
import static org.sgvae.autodiff.op.ShapeOps.sliceColumns;

import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.op.SoftmaxOps;
import org.sgvae.distribution.Categorical;
import org.sgvae.gnn.Sizes;
import org.sgvae.kernel.ElementaryFunctions;
import org.sgvae.nn.Parameters;

/**
 * Which edges a new node v gets, all at once (paper, Algorithm 3, <em>addEdge</em>): for every node u that is there
 * already, independently, an edge type from \(\mathrm{softmax}(\mathrm{mlp}([h_G ; h_u ; h_v]))\); class 0 is no
 * edge, class 1+t an edge of type t.
 *
 * <p>If graphs are to be connected, the same on condition that there is at least one edge: with \(p_u\) the
 * probability of an edge to u,
 * \[ \log p(\text{edges} \mid \text{some}) = \sum_u \log p(\text{edge}_u) - \log\Bigl(1 - \prod_u (1 - p_u)\Bigr). \]
 *
 * <p>Under a valence rule the nodes u are come to from the oldest on, and each time only what the edges before have left
 * is chosen among; \(p_u\) is then the probability if there were none.
 */
final class IndependentEdges implements EdgeDecisions {
    private final PairMlp addEdge;
    private final int types;
    private final Connectivity connectivity;

    /** Registers {@code prefix.addEdge}. */
    IndependentEdges(Parameters parameters, String prefix, Sizes sizes, Connectivity connectivity) {
        int d = sizes.nodeDim();
        types = sizes.edgeTypes();
        addEdge = new PairMlp(parameters, prefix + ".addEdge", sizes.graphDim(), d, d, 2, types + 1);
        this.connectivity = connectivity;
    }

    @Override
    public Connectivity connectivity() {
        return connectivity;
    }

    @Override
    public boolean areOrdered() {
        return false;
    }

    @Override
    public Target target(Tape tape, EdgeOrders orders) {
        return new Listed(tape, orders);
    }

    private Variable logits(Variable graph, Variable added, Variable old, Indices newOfPair) {
        return addEdge.apply(concatColumns(graph, added), old, newOfPair);
    }

    /** Lists which classes the pair of node u and the newest one of the graph in a slot may have, if not all may. */
    private void mark(GrowingGraphs graphs, int slot, int u, Indices allowed) {
        if (graphs.isMasked()) {
            allowed.add(1);
            graphs.markEdgeTypes(slot, u, types, allowed);
        }
    }

    private static Categorical restricted(Categorical any, Indices allowed) {
        return allowed.size() == 0 ? any : any.restrictedTo(allowed);
    }

    /**
     * \(-\log(1 - p_u)\) of every pair: the softplus of the log-odds of an edge, which is exact however small \(p_u\)
     * is.
     */
    static Variable minusLogNoEdge(Variable logits) {
        Variable some = sliceColumns(logits, 1, logits.columns());
        Variable logSome = some.columns() == 1 ? some : SoftmaxOps.logSumExp(some);
        return softplus(subtract(logSome, sliceColumns(logits, 0, 1)));
    }

    /** \(\log(1 - \prod_u (1 - p_u))\) of every new node, n x 1. */
    static Variable logSomeEdge(Variable logits, Indices newOfPair, int newNodes) {
        Variable minusLogNone = segmentSum(minusLogNoEdge(logits), newOfPair, newNodes);
        return log(negate(expm1(negate(minusLogNone))));
    }

    private final class Listed implements Target {
        private final EdgeOrders orders;

        /* By new node. */
        private final Indices graphOfNew;
        private final Indices graphRowOfNew;
        private final Indices rowOfNew;

        /* By pair of a new node and an old one. */
        private final Indices graphOfPair;
        private final Indices newOfPair;
        private final Indices rowOfOld;
        private final Indices edgeClass;
        private final Indices allowed; // marks of all classes
        private final Indices allowedAtFirst; // the same before the new node has an edge

        Listed(Tape tape, EdgeOrders orders) {
            this.orders = orders;
            graphOfNew = tape.indices();
            graphRowOfNew = tape.indices();
            rowOfNew = tape.indices();
            graphOfPair = tape.indices();
            newOfPair = tape.indices();
            rowOfOld = tape.indices();
            edgeClass = tape.indices();
            allowed = tape.indices();
            allowedAtFirst = tape.indices();
        }

        @Override
        public void decide(GrowingGraphs graphs, int slot, int graphRow, int nodeRow) {
            int b = graphs.graph(slot);
            int k = graphs.newest(slot);
            connectivity.requireEdge(orders.count(b, k), k);
            for (int u = 0; u < k; u++) {
                mark(graphs, slot, u, allowedAtFirst);
            }
            for (int u = 0, j = 0; u < k; u++) { // partners come oldest first
                graphOfPair.add(b);
                newOfPair.add(rowOfNew.size());
                rowOfOld.add(nodeRow + graphs.row(slot, u));
                mark(graphs, slot, u, allowed);
                if (j < orders.count(b, k) && orders.partner(b, k, j) == u) {
                    int type = orders.type(b, k, j++);
                    edgeClass.add(1 + type);
                    graphs.addEdge(slot, u, type);
                } else {
                    edgeClass.add(0);
                }
            }
            graphOfNew.add(b);
            graphRowOfNew.add(graphRow);
            rowOfNew.add(nodeRow + graphs.row(slot, k));
            graphs.endEdges(slot);
        }

        @Override
        public Variable logProb(Variable graphStates, Variable nodeStates, int batch) {
            if (rowOfNew.size() == 0) { // graphs of one node each
                return graphStates.tape().zeroConstant(batch, 1);
            }
            Variable logits = logits(
                    gatherRows(graphStates, graphRowOfNew),
                    gatherRows(nodeStates, rowOfNew),
                    gatherRows(nodeStates, rowOfOld),
                    newOfPair);
            Categorical classes = Categorical.ofLogits(logits);
            Variable logProb = segmentSum(restricted(classes, allowed).logProb(edgeClass), graphOfPair, batch);
            if (connectivity == Connectivity.ANY) {
                return logProb;
            }
            Variable atFirst = allowed.size() == 0
                    ? logits
                    : classes.restrictedTo(allowedAtFirst).logProbs();
            return subtract(logProb, segmentSum(logSomeEdge(atFirst, newOfPair, rowOfNew.size()), graphOfNew, batch));
        }
    }

    @Override
    public void draw(GrowingGraphs graphs, Variable h, Variable graph, Indices slots, Uniforms uniforms) {
        Tape tape = h.tape();
        Indices rowOfNew = tape.indices();
        Indices newOfPair = tape.indices();
        Indices rowOfOld = tape.indices();
        Indices allowed = tape.indices();
        for (int i = 0; i < slots.size(); i++) {
            int slot = slots.get(i);
            for (int u = 0; u < graphs.newest(slot); u++) {
                mark(graphs, slot, u, allowed);
                newOfPair.add(i);
                rowOfOld.add(graphs.row(slot, u));
            }
            rowOfNew.add(graphs.row(slot, graphs.newest(slot)));
        }
        Variable logits = logits(gatherRows(graph, slots), gatherRows(h, rowOfNew), gatherRows(h, rowOfOld), newOfPair);
        Categorical any = Categorical.ofLogits(logits);
        Categorical atFirst = restricted(any, allowed);
        Variable minusLogNoEdge = connectivity == Connectivity.CONNECTED ? minusLogNoEdge(atFirst.logProbs()) : null;
        for (int i = 0, row = 0; i < slots.size(); i++) {
            int slot = slots.get(i);
            int end = row + graphs.newest(slot);
            for (int u = 0; row < end; u++, row++) {
                double uniform = uniforms.of(slot, 1 + u);
                int drawn;
                if (graphs.edgesOfNewest(slot) > 0) {
                    Indices left = tape.indices();
                    mark(graphs, slot, u, left);
                    drawn = left.size() == 0 ? any.sample(row, uniform) : any.sample(row, left, uniform);
                } else {
                    drawn = minusLogNoEdge == null
                            ? atFirst.sample(row, uniform)
                            : sample(atFirst, row, ifSome(minusLogNoEdge.value().data, row, end), uniform);
                }
                if (drawn > 0) {
                    graphs.addEdge(slot, u, drawn - 1);
                }
            }
            graphs.endEdges(slot);
        }
    }

    /**
     * The probability of an edge to node u if there is none to those before and there will be some: \(p_u / (1 -
     * \prod_{w \ge u} (1 - p_w))\), which is 1 for the last node.
     *
     * @param minusLogNoEdge \(-\log(1 - p_w)\); not modified
     * @param at position of u
     * @param end position after the last node
     */
    private static double ifSome(double[] minusLogNoEdge, int at, int end) {
        double minusLogNone = 0;
        for (int w = at; w < end; w++) {
            minusLogNone += minusLogNoEdge[w];
        }
        return at == end - 1
                ? 1
                : ElementaryFunctions.expm1(-minusLogNoEdge[at]) / ElementaryFunctions.expm1(-minusLogNone);
    }

    /**
     * Draws the class of a pair whose probability of an edge is {@code some} instead of its own, the types as likely
     * as ever.
     */
    private static int sample(Categorical classes, int row, double some, double uniform) {
        int columns = classes.logProbs().columns();
        if (uniform >= some) {
            return 0;
        }
        double[] logProb = classes.logProbs().value().data;
        int first = row * columns + 1;
        double own = 0;
        for (int j = 0; j < columns - 1; j++) {
            own += ElementaryFunctions.exp(logProb[first + j]);
        }
        return 1 + Categorical.sample(logProb, first, columns - 1, uniform / some * own);
    }
}
