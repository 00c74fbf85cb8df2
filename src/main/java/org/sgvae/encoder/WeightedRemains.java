package org.sgvae.encoder;

import static org.sgvae.autodiff.op.ArithmeticOps.multiply;
import static org.sgvae.autodiff.op.ArithmeticOps.subtract;
import static org.sgvae.autodiff.op.ElementwiseOps.exp;
import static org.sgvae.autodiff.op.SegmentOps.segmentSum;
import static org.sgvae.autodiff.op.ShapeOps.gatherRows;
import static org.sgvae.autodiff.op.ShapeOps.sliceRows;

import java.util.Arrays;
import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.gnn.GraphBatch;
import org.sgvae.gnn.Propagation;

/** {@link Removal#RELAXED}: whole graphs until they are finished, with a weight for each node. */
final class WeightedRemains implements Remains {
    private final Propagation propagation;
    private Variable h;
    private Variable weight;
    private GraphBatch graphs;
    private Indices candidates; // their rows

    WeightedRemains(Propagation propagation, Variable states, GraphBatch graphs) {
        this.propagation = propagation;
        this.h = states;
        this.graphs = graphs;
        Tape tape = states.tape();
        weight = tape.zeroConstant(states.rows(), 1);
        Arrays.fill(weight.value().data, 0, states.rows(), 1);
        candidates = firstRows(states.rows());
    }

    private Indices firstRows(int rows) {
        Indices first = h.tape().indices();
        for (int row = 0; row < rows; row++) {
            first.add(row);
        }
        return first;
    }

    @Override
    public Variable propagate() {
        h = propagation.applyWeighted(h, weight, graphs);
        return gatherRows(h, candidates);
    }

    @Override
    public void remove(Variable logProb, Indices removable, Indices survivors, int going) {
        Indices rows = h.tape().indices();
        for (int i = 0; i < removable.size(); i++) {
            rows.add(candidates.get(removable.get(i)));
        }
        Variable probability = segmentSum(exp(logProb), rows, h.rows()); // 0 for those that could not go
        weight = subtract(weight, multiply(weight, probability));
        int kept = 0;
        while (kept < h.rows() && graphs.graphOfRow().get(kept) < going) {
            kept++;
        }
        if (kept < h.rows()) {
            Tape tape = h.tape();
            GraphBatch fewer = GraphBatch.on(tape);
            fewer.keepRows(graphs, going, firstRows(kept), tape.indices());
            h = sliceRows(h, 0, kept);
            weight = sliceRows(weight, 0, kept);
            graphs = fewer;
        }
        Indices left = h.tape().indices();
        for (int i = 0; i < survivors.size(); i++) {
            left.add(candidates.get(survivors.get(i)));
        }
        candidates = left;
    }
}
