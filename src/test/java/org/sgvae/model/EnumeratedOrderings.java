package org.sgvae.model;

import static org.sgvae.autodiff.ArithmeticOps.add;
import static org.sgvae.autodiff.ArithmeticOps.scale;
import static org.sgvae.autodiff.ArithmeticOps.subtract;
import static org.sgvae.autodiff.ElementwiseOps.exp;
import static org.sgvae.autodiff.ElementwiseOps.stopGradient;

import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.jspecify.annotations.Nullable;
import org.sgvae.autodiff.MatrixOps;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.estimator.Enumeration;
import org.sgvae.estimator.ScoreFunctionEstimator;
import org.sgvae.graph.Graph;
import org.sgvae.graph.Orderings;
import org.sgvae.nn.Parameter;

/**
 * All orderings of one small graph: their terms, the gradients of those, and what both say about objectives and estimators.
 *
 * <p>K samples are drawn of the graph; the k-th has noise of its own, fixed here, so that only orderings are random. Gradients are
 * arrays over all parameters.
 */
final class EnumeratedOrderings {
    private final Sgvae model;
    private final DMatrixRMaj noise;
    private final List<int[]> orderings;
    private final Minibatch all; // ordering by ordering, the K samples of each next to each other
    private final BatchTerms values = new BatchTerms();
    private final double[][] gradientOfLogPx;
    private final double[][] gradientOfLogPz;
    private final double[][] gradientOfKl;
    private final double[][] gradientOfLogQ;

    EnumeratedOrderings(Sgvae model, Graph graph, DMatrixRMaj noiseOfSample) {
        this.model = model;
        orderings = Orderings.all(graph.nodes());
        int samples = noiseOfSample.numRows;
        all = new Minibatch(Collections.nCopies(orderings.size(), graph), samples);
        gradientOfLogPx = new double[all.size()][];
        gradientOfLogPz = new double[all.size()][];
        gradientOfKl = new double[all.size()][];
        gradientOfLogQ = new double[all.size()][];
        noise = new DMatrixRMaj(all.size(), noiseOfSample.numCols);
        for (int i = 0; i < all.size(); i++) {
            all.setOrdering(i, orderings.get(i / samples));
            System.arraycopy(
                    noiseOfSample.data, i % samples * noise.numCols, noise.data, i * noise.numCols, noise.numCols);
        }
        values.clear(all.size(), samples);
        values.put(0, model.passAlong(Tape.forwardOnly(), all, noise));
        Tape tape = Tape.recording();
        for (int i = 0; i < all.size(); i++) {
            tape.reset();
            DMatrixRMaj own = CommonOps_DDRM.extract(noise, i, i + 1, 0, noise.numCols);
            Terms terms = model.passAlong(tape, Minibatch.of(graph, all.ordering(i)), own);
            gradientOfLogPx[i] = gradient(tape, terms.logPx());
            gradientOfLogPz[i] = gradient(tape, terms.logPz());
            gradientOfKl[i] = gradient(tape, terms.kl());
            gradientOfLogQ[i] = gradient(tape, terms.logQOrder());
        }
    }

    private double[] gradient(Tape tape, @Nullable Variable term) {
        tape.clearGradients();
        if (term != null && term.needsGradient()) { // a point has no divergence, and a single node nothing to order
            tape.backward(term);
        }
        return flat(tape);
    }

    private static Variable kl(Terms terms) {
        Variable kl = terms.kl();
        if (kl == null) {
            throw new IllegalArgumentException("a point posterior has no divergence");
        }
        return kl;
    }

    private double[] flat(Tape tape) {
        double[] flat = new double[model.parameters().count()];
        int at = 0;
        for (Parameter parameter : model.parameters().all()) {
            int length = parameter.value().getNumElements();
            System.arraycopy(parameter.on(tape).gradient().data, 0, flat, at, length);
            at += length;
        }
        return flat;
    }

    /** Probabilities of the orderings. */
    double[] probabilities() {
        double[] probabilities = new double[orderings.size()];
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] = Math.exp(values.logQOrder[i * values.copies()]);
        }
        return probabilities;
    }

    /** The gradient of \(\frac1K \sum_k \sum_π q(π) (\ell(π, ε_k) - β\,\mathrm{KL}(π) - α \log q(π))\), differentiated as it stands. */
    double[] gradientOfBound(double beta, double alpha) {
        return gradientOfMean(terms ->
                subtract(subtract(terms.logPx(), scale(beta, kl(terms))), scale(alpha, terms.logQOrder())));
    }

    /** The gradient of \(\sum_π q(π) (\ell(π) + \log p(z(π)) - \log q(π))\). */
    double[] gradientOfSurrogate() {
        return gradientOfMean(terms -> subtract(add(terms.logPx(), terms.logPz()), terms.logQOrder()));
    }

    /** The same, with the prior's density of each code taken for a constant. */
    double[] gradientOfSurrogateWithoutPathOfPrior() {
        return gradientOfMean(terms -> subtract(add(terms.logPx(), stopGradient(terms.logPz())), terms.logQOrder()));
    }

    private double[] gradientOfMean(Function<Terms, Variable> f) {
        Tape tape = Tape.recording();
        Terms terms = model.passAlong(tape, all, noise);
        Variable mean = scale(1.0 / all.copies(), MatrixOps.dot(exp(terms.logQOrder()), f.apply(terms)));
        tape.backward(mean);
        return flat(tape);
    }

    /** The expectation of an estimator's gradient, over all K-tuples of orderings. */
    double[] expectedGradient(Objective objective, ScoreFunctionEstimator estimator) {
        int samples = values.copies();
        double[] expected = new double[model.parameters().count()];
        BatchTerms drawn = new BatchTerms();
        BatchTerms weights = new BatchTerms();
        Enumeration.tuples(probabilities(), samples, (outcomes, probability) -> {
            drawn.clear(samples, samples);
            weights.clear(samples, samples);
            for (int k = 0; k < samples; k++) {
                int i = outcomes[k] * samples + k;
                drawn.logPx[k] = values.logPx[i];
                drawn.logPz[k] = values.logPz[i];
                drawn.logQz[k] = values.logQz[i];
                drawn.kl[k] = values.kl[i];
                drawn.logQOrder[k] = values.logQOrder[i];
            }
            objective.weigh(drawn, estimator, 0.5, weights);
            for (int k = 0; k < samples; k++) {
                int i = outcomes[k] * samples + k;
                addScaled(probability * weights.logPx[k], gradientOfLogPx[i], expected);
                addScaled(probability * weights.logPz[k], gradientOfLogPz[i], expected);
                addScaled(probability * weights.kl[k], gradientOfKl[i], expected);
                addScaled(probability * weights.logQOrder[k], gradientOfLogQ[i], expected);
            }
        });
        return expected;
    }

    /** The mean of \(\nabla \log q(π)\). */
    double[] expectedScoreFunction() {
        double[] probabilities = probabilities();
        double[] expected = new double[model.parameters().count()];
        for (int i = 0; i < probabilities.length; i++) {
            addScaled(probabilities[i], gradientOfLogQ[i * values.copies()], expected);
        }
        return expected;
    }

    private static void addScaled(double factor, double[] x, double[] sum) {
        for (int i = 0; i < x.length; i++) {
            sum[i] += factor * x[i];
        }
    }
}
