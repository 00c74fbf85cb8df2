package org.sgvae.model;

import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;

/**
 * The random choices that made the orderings of a pass, n of them: the first of every sample, then the second, ….
 *
 * @param logQ log-probabilities \(\log q(π_{kt})\), n x 1, nats
 * @param sampleOfChoice for every choice the sample k that it is of
 * @param numberOfChoice for every choice how many came before it in its sample, t
 */
public record Choices(Variable logQ, Indices sampleOfChoice, Indices numberOfChoice) {
    /**
     * No choices, of a model that does not learn an ordering.
     *
     * @param tape where to
     * @return the empty list
     */
    public static Choices none(Tape tape) {
        return new Choices(tape.zeroConstant(0, 1), tape.indices(), tape.indices());
    }
}
