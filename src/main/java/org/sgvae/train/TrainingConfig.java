package org.sgvae.train;

import java.util.List;
import org.sgvae.model.ModelConfig;
import org.sgvae.model.WhenAbsent;
import org.sgvae.objective.Objective;
import org.sgvae.objective.Regularizer;
import org.sgvae.optim.Schedule;
import org.sgvae.train.validation.EarlyStopping;

/**
 * All that decides what a training run computes; two runs with equal configuration and data give the same bits.
 * {@link ConfigJson} writes and reads it, {@link #toBuilder} changes parts of it.
 *
 * @param model sizes and choices of the model
 * @param objective what is maximised
 * @param regularizers what is maximised beside it
 * @param orderings samples drawn for each graph of a mini-batch, each with an ordering of its own, K
 * @param batchGraphs graphs of a mini-batch; the last one of an epoch may have fewer
 * @param epochs passes over the data
 * @param learningRate Adam's α over the run
 * @param clipNorm largest norm of the gradient; infinite for no clipping
 * @param weightDecay decoupled weight decay
 * @param propagationRates factors on the learning rate of propagation
 * @param earlyStopping when training ends before the last epoch, and which weights are kept, if there are graphs to tell by
 * @param shards parts of a mini-batch that threads work on; changes the order of sums, so it is part of the configuration
 *     and not of the machine
 * @param seed source of all random numbers
 */
public record TrainingConfig(
        ModelConfig model,
        Objective objective,
        List<Regularizer> regularizers,
        int orderings,
        int batchGraphs,
        int epochs,
        Schedule learningRate,
        double clipNorm,
        double weightDecay,
        PropagationRates propagationRates,

        @WhenAbsent("{\"looks\": 0, \"samples\": 4, \"patience\": 0.2}")
        EarlyStopping earlyStopping,

        int shards,
        long seed) {
    /** Most orderings of a graph in a step. */
    public static final int MAX_ORDERINGS = 1000;

    /** Most graphs of a mini-batch; with {@link #MAX_ORDERINGS}, its samples can be counted. */
    public static final int MAX_BATCH_GRAPHS = 1_000_000;

    /** Most parts of a mini-batch; each keeps a tape. */
    public static final int MAX_SHARDS = 1000;

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is out of range or two do not go together
     */
    public TrainingConfig {
        regularizers = List.copyOf(regularizers);
        requireWithin("orderings", orderings, MAX_ORDERINGS);
        requireWithin("batchGraphs", batchGraphs, MAX_BATCH_GRAPHS);
        requireWithin("epochs", epochs, Integer.MAX_VALUE);
        requireWithin("shards", shards, MAX_SHARDS);
        if (!(clipNorm > 0)) {
            throw new IllegalArgumentException(
                    "clipNorm " + clipNorm + ": must be positive, or infinite for no clipping");
        }
        if (!(weightDecay >= 0 && weightDecay < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("weightDecay " + weightDecay + ": must be finite and not negative");
        }
        if (orderings < objective.smallestCopies()) {
            throw new IllegalArgumentException(
                    "orderings " + orderings + ": " + objective + " needs at least " + objective.smallestCopies());
        }
        learningRate.requireNonNegative("learningRate");
        objective.requireFits(model);
        if (earlyStopping.looks() > 0 && !model.hasBound()) {
            throw new IllegalArgumentException("earlyStopping " + earlyStopping
                    + ": a point posterior has no bound to compare; set its looks to 0");
        }
        regularizers.forEach(regularizer -> regularizer.requireFits(model));
    }

    private static void requireWithin(String name, int number, int most) {
        if (number < 1 || number > most) {
            throw new IllegalArgumentException(
                    name + " " + number + ": must be at " + (number < 1 ? "least 1" : "most " + most));
        }
    }

    /**
     * Begins a configuration.
     *
     * @param model sizes and choices of the model
     * @param objective what is maximised
     * @return a builder with the usual for all else: two orderings, batches of ten graphs, 100 epochs at 0.003 falling to 0
     *     along a half cosine, gradients clipped to 5, no early stopping, two shards, seed 1
     */
    public static Builder builder(ModelConfig model, Objective objective) {
        return new Builder(model, objective);
    }

    /** {@return a builder that begins with this configuration} */
    public Builder toBuilder() {
        return new Builder(model, objective)
                .regularizers(regularizers)
                .orderings(orderings)
                .batchGraphs(batchGraphs)
                .epochs(epochs)
                .learningRate(learningRate)
                .clipNorm(clipNorm)
                .weightDecay(weightDecay)
                .propagationRates(propagationRates)
                .earlyStopping(earlyStopping)
                .shards(shards)
                .seed(seed);
    }

    /** Changes a configuration part by part; {@link TrainingConfig} says what the parts mean. */
    public static final class Builder {
        private ModelConfig model;
        private Objective objective;
        private List<Regularizer> regularizers = List.of();
        private int orderings = 2;
        private int batchGraphs = 10;
        private int epochs = 100;
        private Schedule learningRate = Schedule.cosine(0.003, 0, 0, 1);
        private double clipNorm = 5;
        private double weightDecay;
        private PropagationRates propagationRates = PropagationRates.full();
        private EarlyStopping earlyStopping = EarlyStopping.NONE;
        private int shards = 2;
        private long seed = 1;

        private Builder(ModelConfig model, Objective objective) {
            this.model = model;
            this.objective = objective;
        }

        /**
         * Sets {@code model}.
         *
         * @param model sizes and choices of the model
         * @return this
         */
        public Builder model(ModelConfig model) {
            this.model = model;
            return this;
        }

        /**
         * Sets {@code objective}.
         *
         * @param objective what is maximised
         * @return this
         */
        public Builder objective(Objective objective) {
            this.objective = objective;
            return this;
        }

        /**
         * Sets {@code regularizers}.
         *
         * @param regularizers what is maximised beside the objective
         * @return this
         */
        public Builder regularizers(List<Regularizer> regularizers) {
            this.regularizers = regularizers;
            return this;
        }

        /**
         * Sets {@code orderings}.
         *
         * @param orderings K, samples of each graph
         * @return this
         */
        public Builder orderings(int orderings) {
            this.orderings = orderings;
            return this;
        }

        /**
         * Sets {@code batchGraphs}.
         *
         * @param batchGraphs graphs of a mini-batch
         * @return this
         */
        public Builder batchGraphs(int batchGraphs) {
            this.batchGraphs = batchGraphs;
            return this;
        }

        /**
         * Sets {@code epochs}.
         *
         * @param epochs passes over the data
         * @return this
         */
        public Builder epochs(int epochs) {
            this.epochs = epochs;
            return this;
        }

        /**
         * Sets {@code learningRate}.
         *
         * @param learningRate Adam's α over the run
         * @return this
         */
        public Builder learningRate(Schedule learningRate) {
            this.learningRate = learningRate;
            return this;
        }

        /**
         * Sets {@code clipNorm}.
         *
         * @param clipNorm largest norm of the gradient; infinite for no clipping
         * @return this
         */
        public Builder clipNorm(double clipNorm) {
            this.clipNorm = clipNorm;
            return this;
        }

        /**
         * Sets {@code weightDecay}.
         *
         * @param weightDecay decoupled weight decay
         * @return this
         */
        public Builder weightDecay(double weightDecay) {
            this.weightDecay = weightDecay;
            return this;
        }

        /**
         * Sets {@code propagationRates}.
         *
         * @param propagationRates factors on the learning rate of propagation
         * @return this
         */
        public Builder propagationRates(PropagationRates propagationRates) {
            this.propagationRates = propagationRates;
            return this;
        }

        /**
         * Sets {@code earlyStopping}.
         *
         * @param earlyStopping when training ends, and which weights are kept
         * @return this
         */
        public Builder earlyStopping(EarlyStopping earlyStopping) {
            this.earlyStopping = earlyStopping;
            return this;
        }

        /**
         * Sets {@code shards}.
         *
         * @param shards parts of a mini-batch that threads work on
         * @return this
         */
        public Builder shards(int shards) {
            this.shards = shards;
            return this;
        }

        /**
         * Sets {@code seed}.
         *
         * @param seed source of all random numbers
         * @return this
         */
        public Builder seed(long seed) {
            this.seed = seed;
            return this;
        }

        /**
         * Makes the configuration.
         *
         * @return the configuration
         * @throws IllegalArgumentException if a number is out of range or two parts do not go together
         */
        public TrainingConfig build() {
            return new TrainingConfig(
                    model,
                    objective,
                    regularizers,
                    orderings,
                    batchGraphs,
                    epochs,
                    learningRate,
                    clipNorm,
                    weightDecay,
                    propagationRates,
                    earlyStopping,
                    shards,
                    seed);
        }
    }
}
