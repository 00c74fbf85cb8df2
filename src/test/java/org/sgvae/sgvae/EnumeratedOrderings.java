package org.sgvae.sgvae;

import static org.sgvae.autodiff.ArithmeticOps.add;
import static org.sgvae.autodiff.ArithmeticOps.scale;
import static org.sgvae.autodiff.ArithmeticOps.subtract;
import static org.sgvae.autodiff.ElementwiseOps.exp;
import static org.sgvae.autodiff.ElementwiseOps.stopGradient;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.sgvae.autodiff.MatrixOps;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.estimator.Enumeration;
import org.sgvae.estimator.ScoreFunctionEstimator;
import org.sgvae.gnn.Minibatch;
import org.sgvae.graph.Graph;
import org.sgvae.graph.Orderings;
import org.sgvae.model.Terms;
import org.sgvae.nn.Parameter;
import org.sgvae.objective.BatchTerms;
import org.sgvae.objective.Objective;

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
    private final List<Alone> alone = new ArrayList<>(); // in the order of that batch

    EnumeratedOrderings(Sgvae model, Graph graph, DMatrixRMaj noiseOfSample) {
        this.model = model;
        orderings = Orderings.all(graph.nodes());
        int samples = noiseOfSample.numRows;
        all = new Minibatch(Collections.nCopies(orderings.size(), graph), samples);
        noise = new DMatrixRMaj(all.size(), noiseOfSample.numCols);
        for (int i = 0; i < all.size(); i++) {
            all.setOrdering(i, orderings.get(i / samples));
            System.arraycopy(
                    noiseOfSample.data, i % samples * noise.numCols, noise.data, i * noise.numCols, noise.numCols);
        }
        for (int i = 0; i < all.size(); i++) {
            DMatrixRMaj own = CommonOps_DDRM.extract(noise, i, i + 1, 0, noise.numCols);
            alone.add(new Alone(model.passAlong(Tape.recording(), Minibatch.of(graph, all.ordering(i)), own)));
        }
    }

    /** One ordering of the graph with the noise of one sample: its terms and their gradients. */
    private final class Alone {
        final Terms terms;
        final double[] gradientOfLogPx;
        final double[] gradientOfLogPz;
        final double[] gradientOfKl;
        final List<double[]> gradientsOfChoices = new ArrayList<>();

        Alone(Terms terms) {
            this.terms = terms;
            gradientOfLogPx = gradient(terms.logPx(), 0);
            gradientOfLogPz = gradient(terms.logPz(), 0);
            gradientOfKl = terms.kl() == null ? new double[gradientOfLogPx.length] : gradient(terms.kl(), 0);
            for (int t = 0; t < terms.destruction().logQSteps().rows(); t++) {
                gradientsOfChoices.add(gradient(terms.destruction().logQSteps(), t));
            }
        }

        private double[] gradient(Variable term, int row) {
            DMatrixRMaj weights = new DMatrixRMaj(term.rows(), 1);
            weights.set(row, 0, 1);
            term.tape().clearGradients();
            term.tape().backward(term, weights);
            return flat(term.tape());
        }
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
            probabilities[i] =
                    Math.exp(alone.get(i * all.copies()).terms.logQOrder().scalarValue());
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

    /** The expectation of an estimator's gradient, over all K-tuples of orderings; each time of a new estimator. */
    double[] expectedGradient(Objective objective, Supplier<ScoreFunctionEstimator> estimator) {
        int samples = all.copies();
        double[] expected = new double[model.parameters().count()];
        BatchTerms values = new BatchTerms();
        BatchTerms weights = new BatchTerms();
        Enumeration.tuples(probabilities(), samples, (outcomes, probability) -> {
            values.clear(samples, samples);
            for (int k = 0; k < samples; k++) {
                values.put(k, alone.get(outcomes[k] * samples + k).terms);
            }
            weights.clearLike(values);
            objective.weigh(values, estimator.get(), 0.5, weights);
            for (int k = 0; k < samples; k++) {
                Alone sample = alone.get(outcomes[k] * samples + k);
                addScaled(probability * weights.logPx[k], sample.gradientOfLogPx, expected);
                addScaled(probability * weights.logPz[k], sample.gradientOfLogPz, expected);
                addScaled(probability * weights.kl[k], sample.gradientOfKl, expected);
                for (int t = 0; t < sample.gradientsOfChoices.size(); t++) {
                    double weight = weights.logQChoice[weights.firstChoice(k) + t];
                    addScaled(probability * weight, sample.gradientsOfChoices.get(t), expected);
                }
            }
        });
        return expected;
    }

    /** The mean of \(\nabla \log q(π)\). */
    double[] expectedScoreFunction() {
        double[] probabilities = probabilities();
        double[] expected = new double[model.parameters().count()];
        for (int i = 0; i < probabilities.length; i++) {
            for (double[] gradient : alone.get(i * all.copies()).gradientsOfChoices) {
                addScaled(probabilities[i], gradient, expected);
            }
        }
        return expected;
    }

    private static void addScaled(double factor, double[] x, double[] sum) {
        for (int i = 0; i < x.length; i++) {
            sum[i] += factor * x[i];
        }
    }
}
