package org.sgvae.gnn;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sgvae.autodiff.Derivation;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.op.MatrixOps;
import org.sgvae.autodiff.op.ShapeOps;
import org.sgvae.nn.GruCell;
import org.sgvae.nn.Linear;
import org.sgvae.nn.Parameters;
import org.sgvae.random.RandomKey;

/**
 * Message passing (paper, Algorithm 1, <em>prop</em>; Li et al. 2018): T rounds, each with its own weights. In a round every edge
 * u→v carries the message \(m_{uv} = W [h_u ; h_v ; \mathrm{onehot}(e_{uv})] + b\); every node sums up what it receives,
 * \(a_v = \sum_u m_{uv}\), and updates its state, \(h_v \leftarrow \mathrm{GRU}(a_v, h_v)\), all nodes at once from the old states.
 *
 * <p><b>How it is computed.</b> The sum of the messages is \(a_v = [W\; b]\, x_v\) with the sums \(x_v\) of {@link IncomingSum}, and
 * the GRU's first step \(W_i a_v\) is linear again. So a round needs the product \(W_i [W\; b]\) once a pass and one product a node:
 * the gates of the input are \(W_i [W\; b]\, x_v + b_i\), and no message is ever formed. {@code PropagationTest} has the plain form
 * and finds the two equal.
 */
public final class Propagation {
    private final List<Round> rounds = new ArrayList<>();
    private final int edgeTypes;

    /**
     * Registers the rounds {@code name.0}, {@code name.1}, … with {@code message} and {@code gru} in each.
     *
     * @param parameters where their weights are registered
     * @param name common name
     * @param rounds number of rounds T
     * @param nodeDim entries of a node state d
     * @param messageDim entries of a message m
     * @param edgeTypes number of edge types E
     */
    public Propagation(Parameters parameters, String name, int rounds, int nodeDim, int messageDim, int edgeTypes) {
        this.edgeTypes = edgeTypes;
        for (int t = 0; t < rounds; t++) {
            this.rounds.add(new Round(
                    new Linear(parameters, name + "." + t + ".message", 2 * nodeDim + edgeTypes, messageDim),
                    new GruCell(parameters, name + "." + t + ".gru", messageDim, nodeDim)));
        }
    }

    /**
     * Lets node states last, see {@link GruCell#remember}.
     *
     * @param longest largest time constant, steps of each round's unit, at least 1
     * @param key source of the time constants
     */
    public void remember(double longest, RandomKey key) {
        for (int t = 0; t < rounds.size(); t++) {
            rounds.get(t).gru.remember(longest, key.split(t));
        }
    }

    /**
     * Runs all rounds, as a {@linkplain org.sgvae.autodiff.Tape#segment segment} that the tape may forget and run again.
     *
     * @param h states, n x d; not modified
     * @param batch the n nodes and their edges; not modified, and not to be modified until the tape is reset
     * @return new states, n x d
     */
    public Variable apply(Variable h, GraphBatch batch) {
        return h.tape().recomputes() // else the segment, an object, would be made for nothing
                ? h.tape().segment(h, state -> apply(state, null, batch))
                : apply(h, null, batch);
    }

    /**
     * Runs all rounds with messages scaled by their senders' weights, \(a_v = \sum_u w_u m_{uv}\).
     *
     * @param h states, n x d; not modified
     * @param weight \(w\), n x 1; not modified
     * @param batch the n nodes and their edges; not modified, and not to be modified until the tape is reset
     * @return new states, n x d
     */
    public Variable applyWeighted(Variable h, Variable weight, GraphBatch batch) {
        return apply(h, weight, batch);
    }

    private Variable apply(Variable h, @Nullable Variable weight, GraphBatch batch) {
        Variable state = h;
        for (int t = 0; t < rounds.size(); t++) {
            Round round = rounds.get(t);
            Variable heard = weight == null
                    ? IncomingSum.of(state, batch, edgeTypes)
                    : IncomingSum.weighted(state, weight, batch, edgeTypes);
            Variable gates =
                    MatrixOps.affine(heard, h.tape().once(round.messageIntoGates), round.gru.biasInput(h.tape()));
            state = round.gru.update(gates, state);
        }
        return state;
    }

    private static final class Round {
        final Linear message;
        final GruCell gru;
        final Derivation messageIntoGates = this::messageIntoGates;

        Round(Linear message, GruCell gru) {
            this.message = message;
            this.gru = gru;
        }

        /** \(W_i [W\; b]\), 3d x (2d + E + 1). */
        private Variable messageIntoGates(Tape tape) {
            Variable withBias = ShapeOps.concatColumns(message.weight(tape), MatrixOps.transpose(message.bias(tape)));
            return MatrixOps.matmul(gru.weightInput(tape), withBias);
        }
    }
}
