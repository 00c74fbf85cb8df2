package org.sgvae.experiment;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.sgvae.autodiff.ArithmeticOps;
import org.sgvae.autodiff.MatrixOps;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.encoder.Destruction;
import org.sgvae.model.Terms;
import org.sgvae.objective.BatchTerms;

/** The terms of a pass with the weights that an objective gave their gradients. */
final class WeightedTerms {
    private WeightedTerms() {}

    /** The sum whose gradient is the estimate; the pass is the whole of the mini-batch, and something weighs something. */
    static Variable sum(Tape tape, Terms terms, BatchTerms weights) {
        Variable sum = plus(tape, null, terms.logPx(), weights.logPx);
        sum = plus(tape, sum, terms.logPz(), weights.logPz);
        sum = plus(tape, sum, terms.logQz(), weights.logQz);
        sum = plus(tape, sum, terms.kl(), weights.kl);
        sum = plus(tape, sum, terms.destruction().logQSteps(), inOrderOfSteps(terms.destruction(), weights));
        if (sum == null) {
            throw new IllegalArgumentException("no term has a weight, so there is no gradient; give at least one");
        }
        return sum;
    }

    private static double[] inOrderOfSteps(Destruction destruction, BatchTerms weights) {
        double[] steps = new double[destruction.logQSteps().rows()];
        Arrays.setAll(steps, i -> weights.logQChoice[weights.choiceOfStep(0, destruction, i)]);
        return steps;
    }

    private static @Nullable Variable plus(
            Tape tape, @Nullable Variable others, @Nullable Variable term, double[] weights) {
        if (term == null
                || !term.needsGradient()
                || Arrays.stream(weights, 0, term.rows()).allMatch(weight -> weight == 0)) {
            return others;
        }
        Variable constant = tape.zeroConstant(term.rows(), 1);
        System.arraycopy(weights, 0, constant.value().data, 0, term.rows());
        Variable own = MatrixOps.dot(constant, term);
        return others == null ? own : ArithmeticOps.add(others, own);
    }
}
