package org.sgvae.experiment;

import static org.sgvae.autodiff.op.ArithmeticOps.add;
import static org.sgvae.autodiff.op.ArithmeticOps.scale;
import static org.sgvae.autodiff.op.ArithmeticOps.subtract;
import static org.sgvae.autodiff.op.ElementwiseOps.exp;
import static org.sgvae.autodiff.op.ElementwiseOps.stopGradient;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.autodiff.op.MatrixOps;
import org.sgvae.estimator.Enumeration;
import org.sgvae.estimator.LearningSignals;
import org.sgvae.gnn.Minibatch;
import org.sgvae.graph.Graph;
import org.sgvae.graph.Orderings;
import org.sgvae.model.Latent;
import org.sgvae.model.LearnsOrder;
import org.sgvae.model.Terms;
import org.sgvae.objective.Elbo;
import org.sgvae.objective.Objective;
import org.sgvae.objective.ScoreFunctionSurrogate;
import org.sgvae.random.RandomKey;

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
    private final double[] probabilities;
    private final List<List<Integer>> choicesOf = new ArrayList<>(); // rows of choices, by sample

    EnumeratedGradient(LearnsOrder model, GradientBlocks blocks, Graph graph, int samples, RandomKey key) {
        this.blocks = blocks;
        this.samples = samples;
        List<int[]> orderings = Orderings.all(graph.nodes());
        Minibatch batch = new Minibatch(Collections.nCopies(orderings.size(), graph), samples)
                .along(i -> orderings.get(i / samples));
        DMatrixRMaj noise = new DMatrixRMaj(batch.size(), model.config().latentDim());
        for (int i = 0; i < batch.size(); i++) {
            for (int j = 0; j < noise.numCols; j++) {
                noise.set(i, j, key.split(i % samples).gaussian(j));
            }
        }
        terms = model.termsAlong(tape, batch, noise);
        probabilities = new double[orderings.size()];
        Arrays.setAll(probabilities, o -> Math.exp(terms.logQOrder().value().get(o * samples, 0)));
        for (int i = 0; i < batch.size(); i++) {
            choicesOf.add(new ArrayList<>());
        }
        Indices sampleOfChoice = terms.choices().sampleOfChoice();
        for (int choice = 0; choice < sampleOfChoice.size(); choice++) {
            choicesOf.get(sampleOfChoice.get(choice)).add(choice);
        }
    }

    /** \(\nabla \frac1K \sum_k \sum_π q(π) f(π, ε_k)\), differentiated as it stands: no estimator has a part in it. */
    double[] exact() {
        Variable f = Elbo.of(terms);
        Latent latent = terms.latent();
        if (latent != null && latent.posterior() == null) { // the paper leaves out the path of log p(z)
            f = add(f, subtract(stopGradient(latent.logPz()), latent.logPz()));
        }
        return gradient(scale(1.0 / samples, MatrixOps.dot(exp(terms.logQOrder()), f)));
    }

    /** The mean of an estimate; for each tuple the objective has learned from one mini-batch before. */
    double[] expected(Objective objective) {
        Variable f = objective.signal(terms, PROGRESS, new double[objective.stateSize()]);
        Variable path = tape.zeroConstant(f.rows(), 1);
        Variable score = tape.zeroConstant(terms.choices().logQ().rows(), 1);
        LearningSignals before = signals(objective, f, new int[samples]);
        double[] p = new double[samples];
        double[] s = new double[samples * choicesOf.get(0).size()];
        Enumeration.tuples(probabilities, samples, (outcomes, probability) -> {
            double[] state = new double[objective.stateSize()];
            objective.learn(List.of(new Objective.Part(terms, before)), state);
            LearningSignals drawn = signals(objective, f, outcomes);
            objective.weigh(drawn, state, p, s);
            int choice = 0;
            for (int k = 0; k < samples; k++) {
                int i = outcomes[k] * samples + k;
                path.value().data[i] += probability / samples * p[k];
                for (int row : choicesOf.get(i)) {
                    score.value().data[row] += probability / samples * s[choice++];
                }
            }
        });
        return gradient(ScoreFunctionSurrogate.of(f, terms.choices(), path, score));
    }

    /** What an objective sees of K samples, the k-th of the k-th outcome; sample by sample. */
    private LearningSignals signals(Objective objective, Variable f, int[] outcomes) {
        double[] signal = new double[samples];
        Indices sampleOfChoice = new Indices();
        Indices numberOfChoice = new Indices();
        double[] logQ = new double[samples * choicesOf.get(0).size()];
        for (int k = 0; k < samples; k++) {
            int i = outcomes[k] * samples + k;
            signal[k] = f.value().data[i];
            for (int row : choicesOf.get(i)) {
                logQ[sampleOfChoice.size()] = terms.choices().logQ().value().data[row];
                sampleOfChoice.add(k);
                numberOfChoice.add(terms.choices().numberOfChoice().get(row));
            }
        }
        return new LearningSignals(
                samples, samples, signal, sampleOfChoice, numberOfChoice, logQ, objective.orderingWeight(PROGRESS));
    }

    private double[] gradient(Variable scalar) {
        tape.clearGradients();
        tape.backward(scalar);
        return blocks.gradient(tape);
    }
}
