package org.sgvae.experiment;

import static org.sgvae.autodiff.ArithmeticOps.add;
import static org.sgvae.autodiff.ArithmeticOps.scale;
import static org.sgvae.autodiff.ArithmeticOps.subtract;
import static org.sgvae.autodiff.ElementwiseOps.exp;
import static org.sgvae.autodiff.ElementwiseOps.stopGradient;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.MatrixOps;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.estimator.Enumeration;
import org.sgvae.estimator.ScoreFunctionEstimator;
import org.sgvae.gnn.Minibatch;
import org.sgvae.graph.Graph;
import org.sgvae.graph.Orderings;
import org.sgvae.model.Terms;
import org.sgvae.objective.BatchTerms;
import org.sgvae.objective.Elbo;
import org.sgvae.objective.Objective;
import org.sgvae.random.RandomKey;
import org.sgvae.sgvae.Sgvae;

/**
 * All orderings of one small graph on one tape: the exact gradient of an objective's mean over them, and the exact mean of an
 * estimator over all tuples of K orderings. The k-th of the K samples has noise of its own, which is fixed, so that only orderings are
 * random.
 */
final class EnumeratedGradient {
    private static final double PROGRESS = 1; // schedules are constant here

    private final GradientBlocks blocks;
    private final Tape tape = Tape.recording();
    private final int samples;
    private final Terms terms; // ordering by ordering, the K samples of each next to each other
    private final BatchTerms all = new BatchTerms();
    private final double[] probabilities;

    EnumeratedGradient(Sgvae model, GradientBlocks blocks, Graph graph, int samples, RandomKey key) {
        this.blocks = blocks;
        this.samples = samples;
        List<int[]> orderings = Orderings.all(graph.nodes());
        Minibatch batch = new Minibatch(Collections.nCopies(orderings.size(), graph), samples);
        DMatrixRMaj noise = new DMatrixRMaj(batch.size(), model.config().latentDim());
        for (int i = 0; i < batch.size(); i++) {
            batch.setOrdering(i, orderings.get(i / samples));
            for (int j = 0; j < noise.numCols; j++) {
                noise.set(i, j, key.split(i % samples).gaussian(j));
            }
        }
        terms = model.passAlong(tape, batch, noise);
        all.clear(batch.size(), samples);
        all.put(0, terms);
        probabilities = new double[orderings.size()];
        Arrays.setAll(probabilities, o -> Math.exp(all.logQOrder[o * samples]));
    }

    /** \(\nabla \frac1K \sum_k \sum_π q(π) f(π, ε_k)\), differentiated as it stands: no estimator has a part in it. */
    double[] exact() {
        Variable f = Elbo.of(terms);
        if (terms.kl() == null) { // the paper leaves out the path of log p(z)
            f = add(f, subtract(stopGradient(terms.logPz()), terms.logPz()));
        }
        return gradient(scale(1.0 / samples, MatrixOps.dot(exp(terms.logQOrder()), f)));
    }

    /** The mean of an estimate; for each tuple there is a new estimator, which has seen one mini-batch before. */
    double[] expected(Objective objective, Supplier<ScoreFunctionEstimator> estimators) {
        BatchTerms values = new BatchTerms();
        BatchTerms weights = new BatchTerms();
        BatchTerms means = new BatchTerms();
        means.clearLike(all);
        int[] before = new int[samples];
        Enumeration.tuples(probabilities, samples, (outcomes, probability) -> {
            ScoreFunctionEstimator estimator = estimators.get();
            weigh(objective, estimator, before, values, weights);
            weigh(objective, estimator, outcomes, values, weights);
            for (int k = 0; k < samples; k++) {
                int i = outcomes[k] * samples + k;
                means.logPx[i] += probability * weights.logPx[k];
                means.logPz[i] += probability * weights.logPz[k];
                means.logQz[i] += probability * weights.logQz[k];
                means.kl[i] += probability * weights.kl[k];
                for (int t = 0; t < choices(i); t++) {
                    means.logQChoice[means.firstChoice(i) + t] +=
                            probability * weights.logQChoice[weights.firstChoice(k) + t];
                }
            }
        });
        return gradient(WeightedTerms.sum(tape, terms, means));
    }

    private int choices(int i) {
        return all.firstChoice(i + 1) - all.firstChoice(i);
    }

    private void weigh(
            Objective objective,
            ScoreFunctionEstimator estimator,
            int[] outcomes,
            BatchTerms values,
            BatchTerms weights) {
        values.clear(samples, samples);
        for (int k = 0; k < samples; k++) {
            int i = outcomes[k] * samples + k;
            values.logPx[k] = all.logPx[i];
            values.logPz[k] = all.logPz[i];
            values.logQz[k] = all.logQz[i];
            values.kl[k] = all.kl[i];
            values.setChoices(k, Arrays.copyOfRange(all.logQChoice, all.firstChoice(i), all.firstChoice(i + 1)));
        }
        weights.clearLike(values);
        objective.weigh(values, estimator, PROGRESS, weights);
    }

    private double[] gradient(Variable scalar) {
        tape.clearGradients();
        tape.backward(scalar);
        return blocks.gradient(tape);
    }
}
