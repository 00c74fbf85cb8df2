package org.sgvae.train;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;
import org.sgvae.graph.Graph;
import org.sgvae.model.GraphModel;
import org.sgvae.parallel.Workers;
import org.sgvae.random.RandomKey;
import org.sgvae.train.validation.EarlyStopping;
import org.sgvae.train.validation.ElboOfGraphs;
import org.sgvae.train.validation.HeldOutElbo;

/** Looks of a training run at graphs that it does not train on, and the weights of the best look; see {@link EarlyStopping}. */
final class Validation {
    private static final String LOOKS = "validation.looks"; // epoch and ELBO of each look so far
    private static final String BEST_WEIGHTS = "validation.best."; // in front of a parameter's name

    private final GraphModel model;
    private final EarlyStopping settings;
    private final int epochs;
    private final ElboOfGraphs elbo;
    private final ElboOfGraphs elboOfTrained;
    private int[] lookEpochs = {};
    private double[] lookElbos = {};
    private final Map<String, DMatrixRMaj> bestWeights = new TreeMap<>();

    /**
     * Makes one before its first look.
     *
     * @param model what is trained; not modified
     * @param graphs the validation part
     * @param trained the graphs that are trained on
     * @param config how it is trained
     * @param workers threads to use
     */
    Validation(GraphModel model, List<Graph> graphs, List<Graph> trained, TrainingConfig config, Workers workers) {
        this.model = model;
        settings = config.earlyStopping();
        epochs = config.epochs();
        int most = settings.mostGraphs(trained.size(), config.orderings(), epochs);
        RandomKey key = RandomKey.of(config.seed()).split("validation");
        elbo = new ElboOfGraphs(graphs, most, settings.samples(), key.split(0), workers);
        elboOfTrained =
                new ElboOfGraphs(trained, Math.min(most, graphs.size()), settings.samples(), key.split(1), workers);
    }

    /**
     * Looks after an epoch, if it is time to.
     *
     * @param epoch number of the epoch, from 1
     * @return mean ELBO of the graphs that the model can build, nats; minus infinity if it can build none
     */
    OptionalDouble look(int epoch) {
        if (!settings.isDue(epoch, epochs)) {
            return OptionalDouble.empty();
        }
        double mean = HeldOutElbo.mean(elbo.of(model)).value();
        if (lookElbos.length == 0 || mean > lookElbos[best()]) {
            bestWeights.clear();
            model.parameters().values().forEach((name, value) -> bestWeights.put(name, value.copy()));
        }
        add(epoch, mean);
        return OptionalDouble.of(mean);
    }

    private void add(int epoch, double mean) {
        int looks = lookEpochs.length;
        lookEpochs = Arrays.copyOf(lookEpochs, looks + 1);
        lookElbos = Arrays.copyOf(lookElbos, looks + 1);
        lookEpochs[looks] = epoch;
        lookElbos[looks] = mean;
    }

    /** The first of the best looks. */
    private int best() {
        int best = 0;
        for (int i = 1; i < lookElbos.length; i++) {
            best = lookElbos[i] > lookElbos[best] ? i : best;
        }
        return best;
    }

    /** Whether training is to end. */
    boolean saysStop() {
        return settings.saysStop(lookElbos, epochs);
    }

    /** Compares the graphs with as many of those that are trained on, by the weights that the model has. */
    HeldOutElbo comparison() {
        return HeldOutElbo.of(elboOfTrained.of(model), elbo.of(model));
    }

    /** {@return the epoch of the best look, 0 before the first} */
    int bestEpoch() {
        return lookEpochs.length == 0 ? 0 : lookEpochs[best()];
    }

    /** {@return the weights of the best look by name, empty before the first; not to be modified} */
    Map<String, DMatrixRMaj> bestWeights() {
        return bestWeights;
    }

    /** Adds what later looks depend on, copies. */
    void putState(Map<String, DMatrixRMaj> state) {
        DMatrixRMaj looks = new DMatrixRMaj(2, lookEpochs.length);
        for (int i = 0; i < lookEpochs.length; i++) {
            looks.set(0, i, lookEpochs[i]);
            looks.set(1, i, lookElbos[i]);
        }
        state.put(LOOKS, looks);
        bestWeights.forEach((name, value) -> state.put(BEST_WEIGHTS + name, value.copy()));
    }

    /**
     * Goes on where another one of the same training was.
     *
     * @param state as {@link #putState} left it, among other things; not modified
     * @throws IllegalArgumentException if it is not of this training; nothing is changed
     */
    void restore(Map<String, DMatrixRMaj> state) {
        @Nullable DMatrixRMaj looks = state.get(LOOKS);
        if (looks == null || looks.numRows != 2) {
            throw new IllegalArgumentException("the checkpoint has no " + LOOKS
                    + "; go on with the configuration and data that training began with");
        }
        lookEpochs = new int[looks.numCols];
        lookElbos = new double[looks.numCols];
        Arrays.setAll(lookEpochs, i -> (int) looks.get(0, i));
        Arrays.setAll(lookElbos, i -> looks.get(1, i));
        bestWeights.clear();
        state.forEach((name, value) -> {
            if (name.startsWith(BEST_WEIGHTS)) {
                bestWeights.put(name.substring(BEST_WEIGHTS.length()), value.copy());
            }
        });
    }
}
