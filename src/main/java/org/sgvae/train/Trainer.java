package org.sgvae.train;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.NonFiniteException;
import org.sgvae.autodiff.Tape;
import org.sgvae.gnn.Minibatch;
import org.sgvae.graph.Automorphisms;
import org.sgvae.graph.Graph;
import org.sgvae.graph.data.DataSet;
import org.sgvae.graph.data.Split;
import org.sgvae.model.GraphModel;
import org.sgvae.objective.Objective;
import org.sgvae.objective.Regularizer;
import org.sgvae.optim.Adam;
import org.sgvae.optim.Gradients;
import org.sgvae.parallel.Deal;
import org.sgvae.parallel.Workers;
import org.sgvae.random.RandomKey;
import org.sgvae.train.validation.EarlyStopping;
import org.sgvae.train.validation.HeldOutElbo;

/**
 * Trains a model, step by step or epoch by epoch.
 *
 * <p>A step: the mini-batch is dealt out to a fixed number of {@linkplain Shard shards}, each with a tape of its own;
 * every shard passes its graphs through the model and computes the learning signals of the {@link Objective};
 * {@linkplain Regularizer regularizers} look at all of them; every shard weighs its signals and walks its tape backwards
 * from its part of the surrogate; the gradients are added up in the order of the shards; Adam steps. The result does not
 * depend on the number of threads that do this.
 *
 * <p>{@link #state} holds all that later steps depend on. A step that throws leaves weights and optimiser as they were
 * before it.
 */
public final class Trainer {
    private static final String POSITION = "trainer.position"; // epoch and step
    private static final String SUMS = "trainer.sums";
    private static final String OBJECTIVE = "objective.state";

    private final GraphModel model;
    private final TrainingConfig config;
    private final Objective objective;
    private final List<Graph> graphs;
    private final double logAutomorphisms; // mean, where the terms make a bound
    private final double[] multiplyAdds; // of a forward pass, by graph, about: weights x nodes x steps, one step a node
    private final Workers workers;
    private final Adam adam;
    private final Gradients gradients;
    private final double[] objectiveState;
    private final List<Regularizer.Run> regularizers = new ArrayList<>();
    private final RandomKey key;
    private final List<Shard> shards = new ArrayList<>();
    private final EpochSums sums = new EpochSums();
    private final Optional<Validation> validation;
    private int epoch;
    private int step; // within the epoch
    private int[] order = {}; // of the graphs in the epoch; empty where it has not begun

    /**
     * Makes a trainer at epoch 0, without graphs to stop by.
     *
     * @param model what is trained; its parameters are modified
     * @param data the graphs; not modified
     * @param config how
     * @param workers threads to use
     * @throws IllegalArgumentException if there are no graphs, or a regularizer is not defined for the model
     */
    public Trainer(GraphModel model, DataSet data, TrainingConfig config, Workers workers) {
        this(model, new Split.Parts(data, Optional.empty(), Optional.empty()), config, workers);
    }

    /**
     * Makes a trainer at epoch 0.
     *
     * @param model what is trained; its parameters are modified
     * @param parts the graphs to train on, and perhaps others for {@link EarlyStopping}, if the configuration has that; not
     *     modified
     * @param config how
     * @param workers threads to use
     * @throws IllegalArgumentException if there are no graphs, or a regularizer is not defined for the model
     */
    public Trainer(GraphModel model, Split.Parts parts, TrainingConfig config, Workers workers) {
        this.model = model;
        this.config = config;
        this.objective = config.objective();
        this.graphs = parts.train().graphs();
        this.workers = workers;
        long weights = model.parameters().count();
        multiplyAdds = graphs.stream()
                .mapToDouble(graph -> (double) weights * graph.nodes() * graph.nodes())
                .toArray();
        double mean = graphs.stream()
                .mapToDouble(Automorphisms::logCount)
                .average()
                .orElseThrow(() -> new IllegalArgumentException("no graphs to train on; give at least one"));
        logAutomorphisms = model.config().hasBound() ? mean : 0;
        adam = new Adam(
                model.parameters(),
                new Adam.Settings(0.9, 0.999, 1e-8, config.weightDecay()),
                config.propagationRates()::factor);
        gradients = new Gradients(model.parameters());
        objectiveState = new double[objective.stateSize()];
        config.regularizers().forEach(regularizer -> regularizers.add(regularizer.start(model, graphs)));
        key = RandomKey.of(config.seed()).split(Draws.TRAINING);
        for (int s = 0; s < config.shards(); s++) {
            shards.add(new Shard(model, objective, regularizers, s, Tape.recording()));
        }
        validation = parts.validation()
                .filter(held -> config.earlyStopping().looks() > 0)
                .map(held -> new Validation(model, held.graphs(), graphs, config, workers));
    }

    /**
     * Makes the model that a configuration describes, with the weights that its seed gives.
     *
     * @param config the configuration
     * @return a fresh model
     * @throws IllegalArgumentException if the configuration has rates of what the model does not have
     */
    public static GraphModel freshModel(TrainingConfig config) {
        GraphModel model = config.model().create(RandomKey.of(config.seed()).split(Draws.WEIGHTS));
        config.propagationRates().requireFits(model.parameters());
        return model;
    }

    /**
     * Takes less memory from now on, and more time: states between the rounds of a propagation are not kept but computed
     * again. Meant for graphs of many hundred nodes; gradients are the same but for rounding. A relaxed destructor keeps
     * its own.
     */
    public void recompute() {
        shards.forEach(shard -> shard.tape().recompute());
    }

    /** {@return the number of epochs done} */
    public int epoch() {
        return epoch;
    }

    /** {@return the number of steps done in the epoch that has begun, 0 before it} */
    public int step() {
        return step;
    }

    /** {@return whether all epochs are done, or {@link EarlyStopping} has ended training} */
    public boolean finished() {
        return epoch >= config.epochs()
                || (step == 0 && validation.filter(Validation::saysStop).isPresent());
    }

    /** {@return the epoch whose weights are kept by {@link EarlyStopping}, if there was a look} */
    public OptionalInt keptEpoch() {
        int kept = validation.map(Validation::keptEpoch).orElse(0);
        return kept == 0 ? OptionalInt.empty() : OptionalInt.of(kept);
    }

    /** {@return how likely graphs are that are trained on, beside others, by the weights that the model has, if there are others} */
    public Optional<HeldOutElbo> heldOutElbo() {
        return validation.map(Validation::comparison);
    }

    /** {@return the weights that {@link EarlyStopping} keeps by name, the model's own where there was no look; not to be modified} */
    public Map<String, DMatrixRMaj> keptWeights() {
        return keptEpoch().isPresent()
                ? validation.orElseThrow().keptWeights()
                : model.parameters().values();
    }

    /** Gives the model the {@linkplain #keptWeights weights that are kept}, at the end of training. */
    public void takeKeptWeights() {
        model.parameters().restore(keptWeights());
    }

    /** {@return the number of steps of an epoch} */
    public int stepsPerEpoch() {
        return (graphs.size() + config.batchGraphs() - 1) / config.batchGraphs();
    }

    /**
     * Passes over the data once, or over what is left of an epoch that has begun.
     *
     * @return what was measured
     * @throws NonFiniteException if a value became infinite or not a number; the weights are those before that step
     */
    public EpochMetrics trainEpoch() {
        Optional<EpochMetrics> metrics = trainStep();
        while (metrics.isEmpty()) {
            metrics = trainStep();
        }
        return metrics.get();
    }

    /**
     * Takes one step.
     *
     * @return what the epoch measured, if this was its last step
     * @throws NonFiniteException if a value became infinite or not a number; the weights are those before the step
     */
    public Optional<EpochMetrics> trainStep() {
        RandomKey epochKey = key.split(epoch);
        if (order.length == 0) {
            order = epochKey.split(Draws.EPOCH_ORDER).permutation(graphs.size());
        }
        int from = step * config.batchGraphs();
        int to = Math.min(graphs.size(), from + config.batchGraphs());
        double progress = (epoch + (double) step / stepsPerEpoch()) / config.epochs();
        long start = System.nanoTime();
        double norm = step(from, to, epochKey.split(Draws.SAMPLES).split(step), progress);
        sums.addStep(norm, (System.nanoTime() - start) * 1e-9);
        if (++step < stepsPerEpoch()) {
            return Optional.empty();
        }
        epoch++;
        EpochMetrics metrics = sums.metrics(epoch, graphs.size(), logAutomorphisms, look());
        sums.clear();
        step = 0;
        order = new int[0];
        return Optional.of(metrics);
    }

    private OptionalDouble look() {
        if (validation.isEmpty()) {
            return OptionalDouble.empty();
        }
        long start = System.nanoTime();
        OptionalDouble elbo = validation.get().look(epoch);
        sums.addLook((System.nanoTime() - start) * 1e-9);
        return elbo;
    }

    /** Returns the norm of the gradient before clipping. */
    private double step(int from, int to, RandomKey stepKey, double progress) {
        List<List<Integer>> hands = deal(from, to);
        List<Shard> working = shards.subList(0, hands.size());
        int samples = (to - from) * config.orderings();

        double work = IntStream.range(from, to)
                        .mapToDouble(i -> multiplyAdds[order[i]])
                        .sum()
                * config.orderings();
        workers.run(working.size(), work, s -> forward(working.get(s), hands.get(s), stepKey, progress));
        if (!regularizers.isEmpty()) {
            List<Regularizer.Part> parts = working.stream().map(Shard::part).toList();
            regularizers.forEach(regularizer -> regularizer.exchange(parts, stepKey, progress));
        }
        workers.run(working.size(), 2 * work, s -> working.get(s).backward(samples, progress, objectiveState));

        gradients.clear();
        working.forEach(shard -> shard.addTo(gradients));
        double norm = gradients.clipNorm(config.clipNorm());
        if (!Double.isFinite(norm)) {
            working.forEach(shard -> shard.tape().inspector().requireFinite());
            throw new ArithmeticException("the gradient's norm is " + norm + " in epoch " + (epoch + 1)
                    + "; lower the learning rate or clip the gradient");
        }
        adam.step(gradients, config.learningRate().at(progress));
        objective.learn(working.stream().map(Shard::learned).toList(), objectiveState);
        working.forEach(shard -> sums.addTerms(shard.part().terms()));
        return norm;
    }

    /** Deals graphs to shards, so that all have about the same work. */
    private List<List<Integer>> deal(int from, int to) {
        List<Integer> chosen = IntStream.range(from, to)
                .mapToObj(i -> order[i])
                .sorted(Comparator.comparingInt((Integer i) -> graphs.get(i).nodes())
                        .reversed())
                .toList();
        return Deal.out(chosen, Math.min(shards.size(), chosen.size()));
    }

    private void forward(Shard shard, List<Integer> hand, RandomKey stepKey, double progress) {
        long[] keys = new long[hand.size() * config.orderings()];
        for (int b = 0; b < keys.length; b++) {
            int graph = hand.get(b / config.orderings());
            keys[b] = stepKey.split(graph).split(b % config.orderings()).bits();
        }
        // sizes fall within a hand, and the mini-batch keeps this order
        Minibatch batch = new Minibatch(hand.stream().map(graphs::get).toList(), config.orderings());
        shard.forward(hand, batch, keys, progress, objectiveState);
    }

    /**
     * Everything that later steps depend on besides data and configuration: weights, optimiser, position, what
     * objective and regularizers carry on, and the weights that are kept.
     *
     * @return matrices by name; copies
     */
    public Map<String, DMatrixRMaj> state() {
        Map<String, DMatrixRMaj> state = new TreeMap<>();
        model.parameters().values().forEach((name, value) -> state.put(name, value.copy()));
        state.putAll(adam.state());
        state.put(POSITION, new DMatrixRMaj(new double[][] {{epoch, step}}));
        state.put(SUMS, sums.toMatrix());
        state.put(OBJECTIVE, new DMatrixRMaj(1, objectiveState.length, true, objectiveState.clone()));
        regularizers.forEach(regularizer -> state.putAll(regularizer.state()));
        validation.ifPresent(looks -> looks.putState(state));
        return state;
    }

    /**
     * Goes on where another trainer with the same data and configuration was: the next steps give the same bits.
     *
     * @param state its {@link #state}; not modified
     * @throws IllegalArgumentException if it is not such a state; weights and optimiser are then not modified
     */
    public void restore(Map<String, DMatrixRMaj> state) {
        DMatrixRMaj position = row(state, POSITION, 2);
        DMatrixRMaj restoredSums = row(state, SUMS, sums.toMatrix().numCols);
        DMatrixRMaj restoredObjective = row(state, OBJECTIVE, objectiveState.length);
        regularizers.forEach(regularizer -> regularizer.restore(state));
        validation.ifPresent(looks -> looks.restore(state));
        Map<String, DMatrixRMaj> weights = state().entrySet().stream()
                .filter(entry -> model.parameters().values().containsKey(entry.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        model.parameters().restore(state);
        try {
            adam.restore(state);
        } catch (IllegalArgumentException e) {
            model.parameters().restore(weights);
            throw e;
        }
        epoch = (int) position.get(0, 0);
        step = (int) position.get(0, 1);
        order = step == 0
                ? new int[0]
                : key.split(epoch).split(Draws.EPOCH_ORDER).permutation(graphs.size());
        sums.restore(restoredSums);
        System.arraycopy(restoredObjective.data, 0, objectiveState, 0, objectiveState.length);
    }

    private static DMatrixRMaj row(Map<String, DMatrixRMaj> state, String name, int columns) {
        DMatrixRMaj matrix = state.get(name);
        if (matrix == null || matrix.getNumElements() != columns) {
            throw new IllegalArgumentException("the checkpoint has no " + name + " of " + columns
                    + " numbers; go on with the configuration that training began with");
        }
        return matrix;
    }
}
