package org.sgvae.train;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.sgvae.autodiff.NonFiniteException;
import org.sgvae.encoder.EncoderStart;
import org.sgvae.estimator.ScoreFunctionEstimator;
import org.sgvae.gnn.Minibatch;
import org.sgvae.graph.Automorphisms;
import org.sgvae.graph.DataSet;
import org.sgvae.graph.Graph;
import org.sgvae.model.GraphModel;
import org.sgvae.model.ModelConfig;
import org.sgvae.objective.BatchTerms;
import org.sgvae.objective.Elbo;
import org.sgvae.optim.Adam;
import org.sgvae.optim.Gradients;
import org.sgvae.optim.Schedule;
import org.sgvae.parallel.Deal;
import org.sgvae.parallel.Workers;
import org.sgvae.random.RandomKey;
import org.sgvae.sgvae.Sgvae;

/**
 * Trains a model, epoch by epoch.
 *
 * <p>A step: the mini-batch is dealt out to a fixed number of shards, each with a tape of its own; every shard passes its graphs
 * through the model; the objective turns the terms of all of them into weights; every shard walks its tape backwards from the
 * weighted sum of its terms, and of replayed codes' where the objective wants them; the gradients are added up in the order of the shards; Adam steps. The result does not depend on the
 * number of threads that do this.
 */
public final class Trainer {
    private static final long EPOCH_ORDER = 0; // tags under an epoch's key
    private static final long SAMPLES = 1;

    private final TrainingConfig config;
    private final List<Graph> graphs;
    private final double meanLogAutomorphisms;
    private final Workers workers;
    private final Adam adam;
    private final Gradients gradients;
    private final ScoreFunctionEstimator estimator;
    private final RandomKey key;
    private final List<Shard> shards = new ArrayList<>();
    private final PriorReplay replay;
    private final BatchTerms values = new BatchTerms();
    private final BatchTerms weights = new BatchTerms();
    private List<List<Integer>> hands = List.of(); // graphs of the step, by shard
    private int epoch;

    /**
     * Makes a trainer at epoch 0.
     *
     * @param model what is trained; its parameters are modified
     * @param data the graphs; not modified
     * @param config how
     * @param workers threads to use
     */
    public Trainer(GraphModel model, DataSet data, TrainingConfig config, Workers workers) {
        this.config = config;
        this.graphs = data.graphs();
        this.workers = workers;
        meanLogAutomorphisms = graphs.stream()
                .mapToDouble(Automorphisms::logCount)
                .average()
                .orElseThrow(() -> new IllegalArgumentException("no graphs to train on; give at least one"));
        adam = new Adam(
                model.parameters(),
                new Adam.Settings(0.9, 0.999, 1e-8, config.weightDecay()),
                config.propagationRates()::factor);
        gradients = new Gradients(model.parameters());
        replay = new PriorReplay(graphs);
        estimator = config.estimator().create();
        key = RandomKey.of(config.seed()).split("train");
        for (int s = 0; s < config.shards(); s++) {
            shards.add(new Shard(model));
        }
    }

    /**
     * Makes the model that a configuration describes, with the weights that its seed gives.
     *
     * @param config the configuration
     * @return a fresh model
     */
    public static GraphModel freshModel(TrainingConfig config) {
        return freshModel(config.model(), config.encoderStart(), config.seed());
    }

    static GraphModel freshModel(ModelConfig sizes, EncoderStart start, long seed) {
        GraphModel model = sizes.create(RandomKey.of(seed).split("weights"));
        if (model instanceof Sgvae sgvae) {
            sgvae.start(start, RandomKey.of(seed).split("encoder start"));
        }
        return model;
    }

    /**
     * Takes less memory from now on, and more time: states between the rounds of a propagation are not kept but computed
     * again. Meant for graphs of many hundred nodes; gradients are the same but for rounding. A relaxed destructor keeps its own.
     */
    public void recompute() {
        shards.forEach(shard -> shard.tape().recompute());
    }

    /** {@return the number of epochs done} */
    public int epoch() {
        return epoch;
    }

    /**
     * Passes once over the data.
     *
     * @return what was measured
     * @throws NonFiniteException if a value became infinite or not a number; the weights are those before that step
     */
    public EpochMetrics trainEpoch() {
        RandomKey epochKey = key.split(epoch);
        int[] order = epochKey.split(EPOCH_ORDER).permutation(graphs.size());
        int steps = (graphs.size() + config.batchGraphs() - 1) / config.batchGraphs();
        Sums sums = new Sums();
        long start = System.nanoTime();
        for (int step = 0; step < steps; step++) {
            int from = step * config.batchGraphs();
            int to = Math.min(graphs.size(), from + config.batchGraphs());
            double progress = (epoch + (double) step / steps) / config.epochs();
            step(order, from, to, epochKey.split(SAMPLES).split(step), progress, sums);
        }
        double seconds = (System.nanoTime() - start) * 1e-9;
        epoch++;
        return sums.metrics(seconds);
    }

    private void step(int[] order, int from, int to, RandomKey stepKey, double progress, Sums sums) {
        deal(order, from, to, stepKey);
        Schedule replayWeight = config.objective().replayWeight();
        boolean replays = Math.max(replayWeight.from(), replayWeight.to()) > 0;
        if (replayWeight.at(progress) > 0) {
            replay(to - from, stepKey.split("replay"), replayWeight.at(progress));
        }
        workers.run(shards.size(), s -> shards.get(s).forward());

        int count = (to - from) * config.orderings();
        values.clear(count, config.orderings());
        int first = 0;
        for (Shard shard : shards) {
            first = shard.collect(values, first);
        }
        for (int s = 0; replays && s < shards.size(); s++) {
            shards.get(s).remember(hands.get(s), replay);
        }
        weights.clearLike(values);
        config.objective().weigh(values, estimator, progress, weights);

        workers.run(shards.size(), s -> shards.get(s).backward(weights));
        gradients.clear();
        shards.forEach(shard -> shard.addTo(gradients));
        double norm = gradients.clipNorm(config.clipNorm());
        if (!Double.isFinite(norm)) {
            shards.forEach(shard -> shard.tape().inspector().requireFinite());
            throw new ArithmeticException("the gradient's norm is " + norm + " in epoch " + (epoch + 1)
                    + "; lower the learning rate or clip the gradient");
        }
        adam.step(gradients, config.learningRate().at(progress));
        sums.add(values, norm);
    }

    /** Deals graphs to shards, so that all have about the same work. */
    private void deal(int[] order, int from, int to, RandomKey stepKey) {
        List<Integer> chosen = new ArrayList<>();
        for (int i = from; i < to; i++) {
            chosen.add(order[i]);
        }
        chosen.sort(
                Comparator.comparingInt((Integer i) -> graphs.get(i).nodes()).reversed());
        hands = Deal.out(chosen, shards.size());
        for (int s = 0; s < shards.size(); s++) {
            List<Integer> hand = hands.get(s); // sizes fall, and the mini-batch keeps this order
            long[] keys = new long[hand.size() * config.orderings()];
            for (int b = 0; b < keys.length; b++) {
                int graph = hand.get(b / config.orderings());
                keys[b] = stepKey.split(graph).split(b % config.orderings()).bits();
            }
            shards.get(s).take(new Minibatch(hand.stream().map(graphs::get).toList(), config.orderings()), keys);
        }
    }

    /** Gives shards codes of the prior to score, as many as the step has graphs. */
    private void replay(int count, RandomKey key, double weight) {
        List<PriorReplay.Replayed> drawn = replay.draw(count, shards.size(), key);
        for (int s = 0; s < drawn.size(); s++) {
            shards.get(s).replay(drawn.get(s), weight / count);
        }
    }

    /** Sums over the samples of an epoch. */
    private final class Sums {
        private int samples;
        private int steps;
        private double logPx;
        private double kl;
        private double logQOrder;
        private double norm;

        void add(BatchTerms values, double gradientNorm) {
            samples += values.size();
            steps++;
            logPx += values.size() * values.mean(values.logPx);
            kl += values.size() * values.mean(values.kl);
            logQOrder += values.size() * values.mean(values.logQOrder);
            norm += gradientNorm;
        }

        EpochMetrics metrics(double seconds) {
            double elbo = Elbo.of(logPx / samples, kl / samples, logQOrder / samples);
            return new EpochMetrics(
                    epoch,
                    config.model().hasBound() ? elbo - meanLogAutomorphisms : elbo,
                    logPx / samples,
                    kl / samples,
                    logQOrder / samples,
                    norm / steps,
                    seconds,
                    graphs.size() / seconds);
        }
    }
}
