package org.sgvae.experiment;

import static org.sgvae.autodiff.op.ArithmeticOps.scale;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.estimator.LearningSignals;
import org.sgvae.estimator.ScoreFunctionEstimator;
import org.sgvae.gnn.Minibatch;
import org.sgvae.graph.Graph;
import org.sgvae.json.JsonArray;
import org.sgvae.json.JsonObject;
import org.sgvae.json.JsonValue;
import org.sgvae.model.Choices;
import org.sgvae.model.LearnsOrder;
import org.sgvae.model.Terms;
import org.sgvae.objective.Bound;
import org.sgvae.objective.KSampleBound;
import org.sgvae.objective.Objective;
import org.sgvae.objective.PaperSurrogate;
import org.sgvae.objective.ScoreFunctionSurrogate;
import org.sgvae.random.RandomKey;
import org.sgvae.statistics.Estimate;
import org.sgvae.train.ConfigJson;
import org.sgvae.train.Kinds;

/**
 * Bias, variance and cost of all estimators of the gradient, on one model and one graph: of the plain bound for a Gaussian posterior,
 * of the paper's surrogate for a point.
 *
 * <p>An estimate is made of K orderings of the graph, each with noise of its own, whatever the estimator: those that need one sample
 * only make K estimates, and their mean counts. So variances compare as they stand. All estimators see the same draws; those that learn
 * have seen {@value #WARM_UP} others before.
 *
 * <p>Bias: for graphs of up to {@value #LARGEST_ENUMERATED} nodes it is exact, over all tuples of {@value #ENUMERATED_SAMPLES} orderings
 * with fixed noise; for larger ones it is the distance to the mean of many further estimates by leave-one-out, which is unbiased.
 *
 * @param nodes number of nodes of the graph
 * @param orderings K
 * @param draws number of estimates that variances and times are of
 * @param enumerated whether biases are exact
 * @param gradientNorm Euclidean length of the gradient that biases are relative to, nats
 * @param rows one for each estimator
 */
public record EstimatorBench(
        int nodes, int orderings, int draws, boolean enumerated, double gradientNorm, List<EstimatorRow> rows) {
    /** What keys are split by. */
    private enum Draws implements RandomKey.Purpose {
        BENCH("estimators"),
        WARM_UP("warm-up"),
        ESTIMATES("draws"),
        NOISE("noise"),
        REFERENCE("reference");

        private final long tag;

        Draws(String name) {
            this.tag = RandomKey.tag(name);
        }

        @Override
        public long tag() {
            return tag;
        }
    }

    /** Most nodes of a graph whose orderings are enumerated: 6! is 720. */
    public static final int LARGEST_ENUMERATED = 6;

    /** Samples of an enumerated estimate, the fewest that leave-one-out works with. */
    public static final int ENUMERATED_SAMPLES = 2;

    private static final int WARM_UP = 100;
    private static final int REFERENCE_DRAWS = 4; // for each draw
    private static final String DESTRUCTOR = "destructor";
    private static final String REINFORCE = "reinforce";
    private static final String LEAVE_ONE_OUT = "leaveOneOut";

    /**
     * Copies the rows.
     *
     * @throws NullPointerException if one is null
     */
    public EstimatorBench {
        rows = List.copyOf(rows);
    }

    /**
     * Measures all estimators.
     *
     * @param model the model; not modified
     * @param graph the graph, of at least two nodes
     * @param orderings K, at least 2
     * @param draws number of estimates, at least 4
     * @param seed source of orderings and noise; decides everything but the times
     * @return the result
     * @throws IllegalArgumentException if a number is too small
     */
    public static EstimatorBench of(LearnsOrder model, Graph graph, int orderings, int draws, long seed) {
        requireAtLeast("nodes of the graph", graph.nodes(), 2);
        requireAtLeast("orderings", orderings, 2);
        requireAtLeast("draws", draws, 4);
        return new Run(model, graph, orderings, draws, RandomKey.of(seed).split(Draws.BENCH)).measure();
    }

    private static void requireAtLeast(String name, int number, int least) {
        if (number < least) {
            throw new IllegalArgumentException(name + " " + number + ": must be at least " + least);
        }
    }

    /**
     * Returns what was measured of an estimator.
     *
     * @param estimator its name
     * @return its row
     * @throws IllegalArgumentException if it was not measured
     */
    public EstimatorRow row(String estimator) {
        return rows.stream()
                .filter(row -> row.estimator().equals(estimator))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(estimator + " was not measured"));
    }

    /** {@return variance of leave-one-out over that of the published estimator, all parameters; NaN where neither varies} */
    public double varianceRatio() {
        return row(LEAVE_ONE_OUT).variance().value() / row(REINFORCE).variance().value();
    }

    /** {@return the same ratio for the destructor's parameters} */
    public double destructorVarianceRatio() {
        return destructorVariance(LEAVE_ONE_OUT) / destructorVariance(REINFORCE);
    }

    private double destructorVariance(String estimator) {
        return row(estimator).blocks().getOrDefault(DESTRUCTOR, Estimate.ZERO).value();
    }

    /** Returns the result as JSON; {@code …StdErr} is a standard error, and what is not known is null. */
    public JsonObject toJson() {
        return JsonObject.builder()
                .put("nodes", nodes)
                .put("orderings", orderings)
                .put("draws", draws)
                .put("biasEnumerated", enumerated)
                .put("biasOrderings", enumerated ? ENUMERATED_SAMPLES : orderings)
                .put("gradientNorm", gradientNorm)
                .putFiniteOrNull("rlooOverReinforce", varianceRatio())
                .putFiniteOrNull("rlooOverReinforceDestructor", destructorVarianceRatio())
                .put(
                        "estimators",
                        new JsonArray(rows.stream()
                                .<JsonValue>map(EstimatorRow::toJson)
                                .toList()))
                .build();
    }

    /** What is measured of a model: all estimators, and for a bound the K-sample bound's weights. */
    private static Map<String, Objective> objectives(LearnsOrder model) {
        boolean bound = model.config().hasBound();
        Map<String, Objective> objectives = new LinkedHashMap<>();
        Kinds.settings(ScoreFunctionEstimator.class)
                .forEach(estimator -> objectives.put(
                        ConfigJson.kind(estimator.getClass()),
                        bound ? Bound.plain(estimator) : new PaperSurrogate(estimator)));
        if (bound) {
            objectives.put(ConfigJson.kind(KSampleBound.class), KSampleBound.plain());
        }
        return objectives;
    }

    /** An objective with its estimator, and what is known of it. */
    private static final class Candidate {
        final String name;
        final Objective objective;
        final double[] state;
        final GradientStatistics statistics;
        long nanos;

        Candidate(String name, Objective objective, GradientBlocks blocks) {
            this.name = name;
            this.objective = objective;
            state = new double[objective.stateSize()];
            statistics = new GradientStatistics(blocks);
        }

        /** Learns from a pass and returns the surrogate whose gradient is the estimate. */
        Variable surrogate(Terms terms, int copies) {
            Variable f = objective.signal(terms, 1, state);
            Choices choices = terms.choices();
            LearningSignals signals = new LearningSignals(
                    f.rows(),
                    copies,
                    f.value().data,
                    choices.sampleOfChoice(),
                    choices.numberOfChoice(),
                    choices.logQ().value().data,
                    objective.orderingWeight(1));
            Variable surrogate = scale(1.0 / copies, ScoreFunctionSurrogate.of(objective, state, f, choices, signals));
            objective.learn(List.of(new Objective.Part(terms, signals)), state);
            return surrogate;
        }
    }

    /** One measurement. */
    private static final class Run {
        private final LearnsOrder model;
        private final GradientBlocks blocks;
        private final Graph graph;
        private final int orderings;
        private final int draws;
        private final RandomKey key;
        private final Tape tape = Tape.recording();
        private long forwardNanos;

        Run(LearnsOrder model, Graph graph, int orderings, int draws, RandomKey key) {
            this.model = model;
            this.graph = graph;
            this.orderings = orderings;
            this.draws = draws;
            this.key = key;
            blocks = new GradientBlocks(model.parameters());
        }

        EstimatorBench measure() {
            List<Candidate> candidates = new ArrayList<>();
            objectives(model).forEach((name, objective) -> candidates.add(new Candidate(name, objective, blocks)));
            draw(key.split(Draws.WARM_UP), WARM_UP, candidates, false);
            draw(key.split(Draws.ESTIMATES), draws, candidates, true);
            double perForward = (double) forwardNanos / draws;
            boolean enumerated = graph.nodes() <= LARGEST_ENUMERATED;
            EnumeratedGradient all = enumerated
                    ? new EnumeratedGradient(model, blocks, graph, ENUMERATED_SAMPLES, key.split(Draws.NOISE))
                    : null;
            Candidate reference = new Candidate(
                    LEAVE_ONE_OUT, Objects.requireNonNull(objectives(model).get(LEAVE_ONE_OUT)), blocks);
            if (all == null) {
                draw(key.split(Draws.REFERENCE), REFERENCE_DRAWS * draws, List.of(reference), true);
            }
            double[] gradient = all == null ? reference.statistics.mean() : all.exact();
            double norm = norm(gradient, new double[gradient.length]);
            List<EstimatorRow> rows = new ArrayList<>();
            for (Candidate candidate : candidates) {
                Map<String, Estimate> variances = new LinkedHashMap<>(candidate.statistics.variances());
                Estimate variance = variances.remove(GradientBlocks.ALL);
                rows.add(new EstimatorRow(
                        candidate.name,
                        bias(candidate, all, reference, gradient, norm),
                        variance == null ? Estimate.ZERO : variance,
                        variances,
                        (perForward + (double) candidate.nanos / draws) * 1e-9));
            }
            return new EstimatorBench(graph.nodes(), orderings, draws, enumerated, norm, rows);
        }

        private Estimate bias(
                Candidate candidate,
                @Nullable EnumeratedGradient all,
                Candidate reference,
                double[] gradient,
                double norm) {
            if (all != null) {
                double[] expected = all.expected(candidate.objective);
                return new Estimate(norm(expected, gradient) / norm, 0);
            }
            double noise = candidate.statistics.varianceOfMean() + reference.statistics.varianceOfMean();
            return new Estimate(norm(candidate.statistics.mean(), gradient) / norm, Math.sqrt(noise) / norm);
        }

        private double norm(double[] a, double[] b) {
            return Math.sqrt(blocks.squaredDistances(a, b).getOrDefault(GradientBlocks.ALL, 0.0));
        }

        private void draw(RandomKey source, int count, List<Candidate> candidates, boolean counted) {
            Minibatch batch = new Minibatch(List.of(graph), orderings);
            long[] keys = new long[orderings];
            forwardNanos = 0;
            for (int i = 0; i < count; i++) {
                RandomKey own = source.split(i);
                Arrays.setAll(keys, k -> own.split(k).bits());
                long start = System.nanoTime();
                tape.reset();
                Terms terms = model.coveringPass(tape, batch, keys);
                forwardNanos += System.nanoTime() - start;
                for (Candidate candidate : candidates) {
                    start = System.nanoTime();
                    tape.clearGradients();
                    tape.backward(candidate.surrogate(terms, orderings));
                    if (counted) {
                        candidate.nanos += System.nanoTime() - start;
                        candidate.statistics.add(blocks.gradient(tape));
                    }
                }
            }
        }
    }
}
