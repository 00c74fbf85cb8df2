package org.sgvae.sgvae;

import static org.sgvae.autodiff.op.ArithmeticOps.add;
import static org.sgvae.autodiff.op.ArithmeticOps.scale;
import static org.sgvae.autodiff.op.ArithmeticOps.subtract;
import static org.sgvae.autodiff.op.ElementwiseOps.exp;
import static org.sgvae.autodiff.op.ElementwiseOps.stopGradient;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.op.MatrixOps;
import org.sgvae.estimator.Enumeration;
import org.sgvae.estimator.Signals;
import org.sgvae.gnn.Minibatch;
import org.sgvae.graph.Graph;
import org.sgvae.graph.Orderings;
import org.sgvae.model.Terms;
import org.sgvae.nn.Parameter;
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
        all = new Minibatch(Collections.nCopies(orderings.size(), graph), samples)
                .along(i -> orderings.get(i / samples));
        noise = new DMatrixRMaj(all.size(), noiseOfSample.numCols);
        for (int i = 0; i < all.size(); i++) {
            System.arraycopy(
                    noiseOfSample.data, i % samples * noise.numCols, noise.data, i * noise.numCols, noise.numCols);
        }
        for (int i = 0; i < all.size(); i++) {
            DMatrixRMaj own = CommonOps_DDRM.extract(noise, i, i + 1, 0, noise.numCols);
            alone.add(new Alone(model.passAlong(Tape.recording(), Minibatch.of(graph, all.ordering(i)), own)
                    .terms()));
        }
    }

    /** One ordering of the graph with the noise of one sample: its terms and their gradients. */
    private final class Alone {
        final Terms terms;
        final List<double[]> gradientsOfChoices = new ArrayList<>();
        final double[] logQ; // of the choices

        Alone(Terms terms) {
            this.terms = terms;
            Variable steps = terms.choices().logQ();
            logQ = new double[steps.rows()];
            for (int t = 0; t < steps.rows(); t++) {
                logQ[t] = steps.value().get(t, 0);
                gradientsOfChoices.add(gradient(steps, t));
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
        return gradientOfMean(terms -> subtract(
                subtract(terms.logPx(), scale(beta, terms.latent().divergence())), scale(alpha, terms.logQOrder())));
    }

    /** The gradient of \(\sum_π q(π) (\ell(π) + \log p(z(π)) - \log q(π))\). */
    double[] gradientOfSurrogate() {
        return gradientOfMean(
                terms -> subtract(add(terms.logPx(), terms.latent().logPz()), terms.logQOrder()));
    }

    /** The same, with the prior's density of each code taken for a constant. */
    double[] gradientOfSurrogateWithoutPathOfPrior() {
        return gradientOfMean(
                terms -> subtract(add(terms.logPx(), stopGradient(terms.latent().logPz())), terms.logQOrder()));
    }

    private double[] gradientOfMean(Function<Terms, Variable> f) {
        Tape tape = Tape.recording();
        Terms terms = model.passAlong(tape, all, noise).terms();
        Variable mean = scale(1.0 / all.copies(), MatrixOps.dot(exp(terms.logQOrder()), f.apply(terms)));
        tape.backward(mean);
        return flat(tape);
    }

    /** The expectation of what an objective's step follows, over all K-tuples of orderings, before it has learned anything. */
    double[] expectedGradient(Objective objective) {
        int samples = all.copies();
        List<Variable> signals = new ArrayList<>();
        List<double[]> gradients = new ArrayList<>();
        for (Alone sample : alone) {
            Variable f = objective.signal(sample.terms, 0.5, new double[objective.stateSize()]);
            signals.add(f);
            gradients.add(sample.gradient(f, 0));
        }
        double[] expected = new double[model.parameters().count()];
        double[] path = new double[samples];
        double[] score = new double[samples * all.nodes(0)];
        Enumeration.tuples(probabilities(), samples, (outcomes, probability) -> {
            double[] f = new double[samples];
            double[][] logQ = new double[samples][];
            for (int k = 0; k < samples; k++) {
                f[k] = signals.get(outcomes[k] * samples + k).scalarValue();
                logQ[k] = alone.get(outcomes[k] * samples + k).logQ.clone();
                for (int t = 0; t < logQ[k].length; t++) {
                    logQ[k][t] *= objective.orderingWeight(0.5);
                }
            }
            objective.weigh(Signals.of(samples, f, logQ), new double[objective.stateSize()], path, score);
            int choice = 0;
            for (int k = 0; k < samples; k++) {
                int i = outcomes[k] * samples + k;
                addScaled(probability / samples * path[k], gradients.get(i), expected);
                for (double[] gradient : alone.get(i).gradientsOfChoices) {
                    addScaled(probability / samples * score[choice++], gradient, expected);
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
