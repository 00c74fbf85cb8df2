package org.sgvae.graphvae;

import static org.sgvae.autodiff.op.ArithmeticOps.add;
import static org.sgvae.autodiff.op.ArithmeticOps.multiply;
import static org.sgvae.autodiff.op.ArithmeticOps.negate;
import static org.sgvae.autodiff.op.ArithmeticOps.subtract;
import static org.sgvae.autodiff.op.ElementwiseOps.expm1;
import static org.sgvae.autodiff.op.ElementwiseOps.log;
import static org.sgvae.autodiff.op.ElementwiseOps.logSigmoid;
import static org.sgvae.autodiff.op.ElementwiseOps.softplus;
import static org.sgvae.autodiff.op.ReductionOps.sumOverColumns;

import java.util.Arrays;
import java.util.List;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.gnn.Minibatch;
import org.sgvae.graph.Graph;

/**
 * The output of the decoder for B codes: in each of N slots there is a node or not; a node has a type; and between two
 * nodes there is an edge of some type or none. All of these are independent, given that at least one slot is taken. Of
 * a pair with an empty slot there is nothing to say, so nothing is scored and nothing is drawn.
 *
 * @param present logits of the slots' being taken, B x N
 * @param nodeTypes logits of each node type, V matrices B x N; none if there is only one type
 * @param edges logits of each edge type, that of no edge being 0, E matrices B x N(N−1)/2, see {@link #pair}
 */
record SlotDistribution(Variable present, List<Variable> nodeTypes, List<Variable> edges) {
    /** The column of two slots; {@code pair(0, N)} is the number of pairs. */
    static int pair(int a, int b) {
        int high = Math.max(a, b);
        return high * (high - 1) / 2 + Math.min(a, b);
    }

    /**
     * Scores graphs in given slots.
     *
     * @param batch B graphs; not modified
     * @param slotOfNode for each graph, for each node its slot; not modified
     * @return \(\log p(x, τ \mid z)\), B x 1
     */
    Variable logProb(Minibatch batch, int[][] slotOfNode) {
        Tape tape = present.tape();
        int slots = present.columns();
        int pairs = pair(0, slots);
        Variable sign = tape.zeroConstant(batch.size(), slots);
        Arrays.fill(sign.value().data, 0, batch.size() * slots, -1);
        Variable[] ofType = constants(tape, nodeTypes.size(), batch.size(), slots);
        Variable taken = tape.zeroConstant(batch.size(), slots);
        Variable[] ofEdge = constants(tape, edges.size(), batch.size(), pairs);
        Variable bothTaken = tape.zeroConstant(batch.size(), pairs);
        for (int b = 0; b < batch.size(); b++) {
            Graph graph = batch.graph(b);
            int[] slot = slotOfNode[b];
            for (int v = 0; v < slot.length; v++) {
                int at = b * slots + slot[v];
                sign.value().data[at] = 1;
                taken.value().data[at] = 1;
                if (!nodeTypes.isEmpty()) {
                    ofType[graph.nodeType(v)].value().data[at] = 1;
                }
                for (int u = 0; u < v; u++) {
                    int pair = b * pairs + pair(slot[u], slot[v]);
                    bothTaken.value().data[pair] = 1;
                    int type = graph.edgeType(u, v);
                    if (type >= 0) {
                        ofEdge[type].value().data[pair] = 1;
                    }
                }
            }
        }
        Variable logPresent = sumOverColumns(logSigmoid(multiply(sign, present)));
        Variable logNone = sumOverColumns(logSigmoid(negate(present)));
        Variable sum = subtract(logPresent, log(negate(expm1(logNone))));
        if (!nodeTypes.isEmpty()) {
            Variable first = nodeTypes.get(0);
            Variable partition = first;
            for (Variable logit : nodeTypes.subList(1, nodeTypes.size())) {
                partition = logAdd(partition, logit);
            }
            sum = add(sum, chosen(nodeTypes, ofType, taken, partition));
        }
        if (pairs > 0) {
            Variable partition = tape.zeroConstant(batch.size(), pairs);
            for (Variable logit : edges) {
                partition = logAdd(partition, logit);
            }
            sum = add(sum, chosen(edges, ofEdge, bothTaken, partition));
        }
        return sum;
    }

    private static Variable[] constants(Tape tape, int count, int rows, int columns) {
        Variable[] zeros = new Variable[count];
        Arrays.setAll(zeros, i -> tape.zeroConstant(rows, columns));
        return zeros;
    }

    /** \(\log(e^a + e^b)\), entry by entry. */
    private static Variable logAdd(Variable a, Variable b) {
        return add(a, softplus(subtract(b, a)));
    }

    /** Sum of the chosen logits minus the logarithms of the partition functions where there is a choice, B x 1. */
    private static Variable chosen(List<Variable> logits, Variable[] which, Variable where, Variable partition) {
        Variable sum = negate(multiply(where, partition));
        for (int t = 0; t < which.length; t++) {
            sum = add(sum, multiply(which[t], logits.get(t)));
        }
        return sumOverColumns(sum);
    }
}
