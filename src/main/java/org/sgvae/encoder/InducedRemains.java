package org.sgvae.encoder;

import static org.sgvae.autodiff.op.ShapeOps.gatherRows;

import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.gnn.GraphBatch;
import org.sgvae.gnn.Propagation;

/** {@link Removal#HARD}: the subgraphs that the candidates induce. */
final class InducedRemains implements Remains {
    private final Propagation propagation;
    private Variable h;
    private GraphBatch graphs;

    InducedRemains(Propagation propagation, Variable states, GraphBatch graphs) {
        this.propagation = propagation;
        this.h = states;
        this.graphs = graphs;
    }

    @Override
    public Variable propagate() {
        h = propagation.apply(h, graphs);
        return h;
    }

    @Override
    public void remove(Variable logProb, Indices removable, Indices survivors, int going) {
        Tape tape = h.tape();
        GraphBatch smaller = GraphBatch.on(tape);
        smaller.keepRows(graphs, going, survivors, tape.indices());
        h = gatherRows(h, survivors);
        graphs = smaller;
    }
}
