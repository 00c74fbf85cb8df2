package org.sgvae.train;

import org.sgvae.encoder.EncoderStart;
import org.sgvae.encoder.Posterior;
import org.sgvae.graph.DataSet;
import org.sgvae.model.ModelConfig;
import org.sgvae.objective.Bound;
import org.sgvae.objective.Objective;
import org.sgvae.objective.PaperSurrogate;
import org.sgvae.optim.Schedule;
import org.sgvae.sggn.NodeOrder;
import org.sgvae.sggn.SggnConfig;
import org.sgvae.sgvae.SgvaeConfig;

/**
 * All that decides what a training run computes; two runs with equal configuration and data give the same bits.
 *
 * @param model sizes
 * @param objective what is maximised
 * @param estimator estimator of the ordering's gradient
 * @param orderings orderings drawn for each graph of a mini-batch, K
 * @param batchGraphs graphs of a mini-batch; the last one of an epoch may have fewer
 * @param epochs passes over the data
 * @param learningRate Adam's α over the run
 * @param clipNorm largest norm of the gradient; infinite for no clipping
 * @param weightDecay decoupled weight decay
 * @param propagationRates factors on the learning rate of propagation
 * @param encoderStart how the encoder starts
 * @param shards parts of a mini-batch that threads work on; changes the order of sums, so it is part of the configuration and not
 *     of the machine
 * @param seed source of all random numbers
 */
public record TrainingConfig(
        ModelConfig model,
        Objective objective,
        Estimator estimator,
        int orderings,
        int batchGraphs,
        int epochs,
        Schedule learningRate,
        double clipNorm,
        double weightDecay,
        PropagationRates propagationRates,
        EncoderStart encoderStart,
        int shards,
        long seed) {

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is out of range or two do not go together
     */
    public TrainingConfig {
        requirePositive("orderings", orderings);
        requirePositive("batchGraphs", batchGraphs);
        requirePositive("epochs", epochs);
        requirePositive("shards", shards);
        if (!(clipNorm > 0)) {
            throw new IllegalArgumentException(
                    "clipNorm " + clipNorm + ": must be positive, or infinite for no clipping");
        }
        int smallest = estimator.create().smallestCopies();
        if (orderings < smallest) {
            throw new IllegalArgumentException(
                    "orderings " + orderings + ": " + estimator + " needs at least " + smallest);
        }
        if (objective instanceof Bound && !model.hasBound()) {
            throw new IllegalArgumentException(
                    "a point posterior has no density, so there is no bound to train; use the paper's surrogate or a"
                            + " Gaussian posterior");
        }
        if (objective instanceof PaperSurrogate && model.hasBound()) {
            throw new IllegalArgumentException(
                    "the paper's surrogate is defined for a point posterior; use the bound with another model");
        }
    }

    /**
     * The same with other rates of propagation.
     *
     * @param propagationRates factors on the learning rate
     * @return the configuration
     */
    public TrainingConfig withPropagationRates(PropagationRates propagationRates) {
        return with(epochs, propagationRates);
    }

    /**
     * The same for another number of epochs; all schedules run over them.
     *
     * @param epochs passes over the data
     * @return the configuration
     */
    public TrainingConfig withEpochs(int epochs) {
        return with(epochs, propagationRates);
    }

    private TrainingConfig with(int epochs, PropagationRates propagationRates) {
        return new TrainingConfig(
                model,
                objective,
                estimator,
                orderings,
                batchGraphs,
                epochs,
                learningRate,
                clipNorm,
                weightDecay,
                propagationRates,
                encoderStart,
                shards,
                seed);
    }

    private static void requirePositive(String name, int number) {
        if (number < 1) {
            throw new IllegalArgumentException(name + " " + number + ": must be at least 1");
        }
    }

    /**
     * The paper's training: its sizes, its surrogate, REINFORCE with one ordering as published, Adam at 0.01, batches of 10.
     *
     * @param data what will be trained on; its numbers of types are taken
     * @return the configuration
     */
    public static TrainingConfig paper(DataSet data) {
        return new TrainingConfig(
                SgvaeConfig.paper(data.nodeTypes(), data.edgeTypes()),
                new PaperSurrogate(),
                Estimator.REINFORCE,
                1,
                10,
                150,
                Schedule.constant(0.01),
                Double.POSITIVE_INFINITY,
                0,
                PropagationRates.full(),
                EncoderStart.random(),
                1,
                1);
    }

    /**
     * The default: the bound with free bits of a little more than the data's entropy, and samples weighed by importance, two orderings
     * a graph.
     *
     * <p>An ordering first, a code then, with room to move: \(\log q(π|x)\) weighs nothing at first, so the destructor commits to an ordering
     * within some hundred steps; the code is given four nats more than it needs, and loses them while the constructor learns to read
     * it. The destructor's propagation starts with a long memory and learns slowly, so that the last node still knows how many went before.
     * In the second half the codes are spread as the prior's are, and the constructor also sees codes of the prior itself.
     *
     * @param data what will be trained on; its numbers of types and of classes are taken
     * @return the configuration
     */
    public static TrainingConfig standard(DataSet data) {
        double entropy = Math.log(data.classes());
        return new TrainingConfig(
                new SgvaeConfig(16, 16, 24, 2, data.nodeTypes(), data.edgeTypes(), Posterior.GAUSSIAN, 2),
                new Bound(
                        Schedule.constant(1),
                        Schedule.linear(entropy + 4, entropy + 0.1, 0, 0.4),
                        Schedule.linear(0, 1, 0.07, 0.2),
                        Schedule.linear(0, 20, 0.5, 0.5),
                        Schedule.linear(0, 1, 0.5, 0.5)),
                Estimator.REWEIGHTED,
                2,
                10,
                600,
                Schedule.cosine(0.006, 0, 0, 1),
                5,
                0,
                new PropagationRates(0.1, 1),
                new EncoderStart(200, -2),
                2,
                1);
    }

    /**
     * The default for SGGN, the model without latent: orderings by breadth-first search, one a graph. The objective is the same bound;
     * without a code and a destructor its gradient is that of the log-probability along the orderings drawn.
     *
     * @param data what will be trained on; its numbers of types are taken
     * @return the configuration
     */
    public static TrainingConfig sggn(DataSet data) {
        return new TrainingConfig(
                new SggnConfig(16, 32, 32, 2, data.nodeTypes(), data.edgeTypes(), NodeOrder.BFS),
                Bound.plain(),
                Estimator.REINFORCE, // nothing to estimate, as nothing is learned about the orderings
                1,
                10,
                200,
                Schedule.cosine(0.003, 0, 0, 1),
                5,
                0,
                PropagationRates.full(),
                EncoderStart.random(),
                2,
                1);
    }
}
