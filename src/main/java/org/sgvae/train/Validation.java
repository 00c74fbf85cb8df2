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
import org.sgvae.statistics.Estimate;
import org.sgvae.train.validation.EarlyStopping;
import org.sgvae.train.validation.ElboOfGraphs;
import org.sgvae.train.validation.HeldOutElbo;

/** Looks of a training run at graphs that it does not train on, and the weights that are kept; see {@link EarlyStopping}. */
final class Validation {
    private static final String LOOKS = "validation.looks"; // ELBO of each look so far, nats
    private static final String BEST = "validation.best"; // ELBO of each graph at the best look, nats
    private static final String KEPT_EPOCH = "validation.keptEpoch";
    private static final String KEPT_WEIGHTS = "validation.kept."; // in front of a parameter's name

    private final GraphModel model;
    private final EarlyStopping settings;
    private final int epochs;
    private final ElboOfGraphs elbo;
    private final ElboOfGraphs elboOfTrained;
    private double[] looks = {}; // mean ELBO of each
    private double[] best = {}; // ELBO of each graph at the best look
    private int keptEpoch;
    private final Map<String, DMatrixRMaj> keptWeights = new TreeMap<>();

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
        RandomKey key = RandomKey.of(config.seed()).split(Draws.VALIDATION);
        elbo = new ElboOfGraphs(graphs, most, settings.samples(), key.split(Draws.HELD_OUT_GRAPHS), workers);
        elboOfTrained = new ElboOfGraphs(
                trained, Math.min(most, graphs.size()), settings.samples(), key.split(Draws.TRAINED_GRAPHS), workers);
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
        double[] now = elbo.of(model);
        Estimate gain = looks.length == 0 ? HeldOutElbo.mean(now) : HeldOutElbo.mean(difference(now, best));
        if (looks.length == 0 || gain.value() > 0) {
            best = now;
        }
        if (looks.length == 0 || gain.value() >= -gain.standardError()) {
            keptEpoch = epoch;
            keptWeights.clear();
            model.parameters().values().forEach((name, value) -> keptWeights.put(name, value.copy()));
        }
        looks = Arrays.copyOf(looks, looks.length + 1);
        looks[looks.length - 1] = HeldOutElbo.mean(now).value();
        return OptionalDouble.of(looks[looks.length - 1]);
    }

    private static double[] difference(double[] a, double[] b) {
        double[] difference = new double[a.length];
        Arrays.setAll(difference, i -> a[i] - b[i]);
        return difference;
    }

    /** Whether training is to end. */
    boolean saysStop() {
        return settings.saysStop(looks, epochs);
    }

    /** Compares the graphs with as many of those that are trained on, by the weights that the model has. */
    HeldOutElbo comparison() {
        return HeldOutElbo.of(elboOfTrained.of(model), elbo.of(model));
    }

    /** {@return the epoch of the look whose weights are kept, 0 before the first} */
    int keptEpoch() {
        return keptEpoch;
    }

    /** {@return the weights that are kept by name, empty before the first look; not to be modified} */
    Map<String, DMatrixRMaj> keptWeights() {
        return keptWeights;
    }

    /** Adds what later looks depend on, copies. */
    void putState(Map<String, DMatrixRMaj> state) {
        state.put(LOOKS, row(looks));
        state.put(BEST, row(best));
        state.put(KEPT_EPOCH, row(keptEpoch));
        keptWeights.forEach((name, value) -> state.put(KEPT_WEIGHTS + name, value.copy()));
    }

    private static DMatrixRMaj row(double... numbers) {
        return new DMatrixRMaj(1, numbers.length, true, numbers.clone());
    }

    /**
     * Goes on where another one of the same training was.
     *
     * @param state as {@link #putState} left it, among other things; not modified
     * @throws IllegalArgumentException if it is not of this training; nothing is changed
     */
    void restore(Map<String, DMatrixRMaj> state) {
        double[] restoredLooks = numbers(state, LOOKS);
        double[] restoredBest = numbers(state, BEST);
        double[] restoredEpoch = numbers(state, KEPT_EPOCH);
        looks = restoredLooks;
        best = restoredBest;
        keptEpoch = (int) restoredEpoch[0];
        keptWeights.clear();
        state.forEach((name, value) -> {
            if (name.startsWith(KEPT_WEIGHTS)) {
                keptWeights.put(name.substring(KEPT_WEIGHTS.length()), value.copy());
            }
        });
    }

    private static double[] numbers(Map<String, DMatrixRMaj> state, String name) {
        @Nullable DMatrixRMaj row = state.get(name);
        if (row == null) {
            throw new IllegalArgumentException("the checkpoint has no " + name
                    + "; go on with the configuration and data that training began with");
        }
        return Arrays.copyOf(row.data, row.getNumElements());
    }
}
