package org.sgvae.graphrnn;

import static org.sgvae.autodiff.op.MatrixOps.affine;

import java.util.ArrayList;
import java.util.List;
import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.op.ShapeOps;
import org.sgvae.nn.GruCell;
import org.sgvae.nn.Parameters;

/** A recurrent network of several GRU layers, each fed with the states of the one below. */
final class GruStack {
    private final List<GruCell> cells = new ArrayList<>();
    private final int states;

    /** Registers {@code name.0}, {@code name.1}, … */
    GruStack(Parameters parameters, String name, int layers, int inputs, int states) {
        this.states = states;
        for (int l = 0; l < layers; l++) {
            cells.add(new GruCell(parameters, name + "." + l, l == 0 ? inputs : states, states));
        }
    }

    /** Begins n sequences in the state zero. */
    Run start(Tape tape, int n) {
        return start(tape.zeroConstant(n, states));
    }

    /** Begins n sequences with the first layer in the given state, n x states, and the others in the state zero. */
    Run start(Variable first) {
        return new Run(first);
    }

    /** Sequences on their way. */
    final class Run {
        private final List<Variable> h = new ArrayList<>();

        private Run(Variable first) {
            h.add(first);
            while (h.size() < cells.size()) {
                h.add(first.tape().zeroConstant(first.rows(), states));
            }
        }

        /** Goes on with some of the sequences. */
        void keep(Indices sequences) {
            h.replaceAll(state -> ShapeOps.gatherRows(state, sequences));
        }

        /** Goes on with the first of the sequences. */
        void keepFirst(int count) {
            if (count < h.get(0).rows()) {
                h.replaceAll(state -> ShapeOps.sliceRows(state, 0, count));
            }
        }

        /** The states of the last layer, n x states. */
        Variable state() {
            return h.get(h.size() - 1);
        }

        /** Takes a step with inputs x, n x inputs; returns the states of the last layer, n x states. */
        Variable next(Variable x) {
            Variable below = x;
            for (int l = 0; l < cells.size(); l++) {
                GruCell cell = cells.get(l);
                Variable gates = affine(below, cell.weightInput(x.tape()), cell.biasInput(x.tape()));
                below = cell.update(gates, h.get(l));
                h.set(l, below);
            }
            return state();
        }
    }
}
