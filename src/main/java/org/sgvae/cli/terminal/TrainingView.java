package org.sgvae.cli.terminal;

import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import org.sgvae.evaluate.Validity;
import org.sgvae.graph.data.DataSet;
import org.sgvae.json.JsonObject;
import org.sgvae.model.GraphModel;
import org.sgvae.parallel.Workers;
import org.sgvae.random.RandomKey;
import org.sgvae.train.EpochMetrics;
import org.sgvae.train.TrainingConfig;
import org.sgvae.train.TrainingListener;

/** Shows a training run, and looks now and then which share of samples is valid. */
public final class TrainingView implements TrainingListener {
    /** What keys are split by. */
    private enum Draws implements RandomKey.Purpose {
        VALIDITY("validity");

        private final long tag;

        Draws(String name) {
            this.tag = RandomKey.tag(name);
        }

        @Override
        public long tag() {
            return tag;
        }
    }

    /** How many samples a look at validity takes. */
    public static final int VALIDITY_SAMPLES = 1000;

    private final GraphModel model;
    private final DataSet data;
    private final TrainingConfig config;
    private final Workers workers;
    private final int evaluateEvery;
    private final int maxNodes;
    private final TrainingProgress progress;
    private final BooleanSupplier stop;
    private OptionalDouble validInRange = OptionalDouble.empty();

    /**
     * Makes a view.
     *
     * @param evaluateEvery epochs between looks at validity; 0 for never
     * @param maxNodes where samples are cut off
     * @param progress shows every epoch
     * @param stop asked after every step whether to stop
     */
    public TrainingView(
            GraphModel model,
            DataSet data,
            TrainingConfig config,
            Workers workers,
            int evaluateEvery,
            int maxNodes,
            TrainingProgress progress,
            BooleanSupplier stop) {
        this.model = model;
        this.data = data;
        this.config = config;
        this.workers = workers;
        this.evaluateEvery = evaluateEvery;
        this.maxNodes = maxNodes;
        this.progress = progress;
        this.stop = stop;
    }

    @Override
    public boolean stopRequested() {
        return stop.getAsBoolean();
    }

    @Override
    public JsonObject measure(int epoch) {
        boolean last = epoch == config.epochs();
        if (evaluateEvery == 0 || !(last || epoch % evaluateEvery == 0)) {
            return JsonObject.builder().build();
        }
        RandomKey key = RandomKey.of(config.seed()).split(Draws.VALIDITY).split(epoch);
        Validity validity = Validity.of(model, data, VALIDITY_SAMPLES, maxNodes, key, workers);
        validInRange = OptionalDouble.of(validity.validInRange().value());
        return JsonObject.builder()
                .put("valid", validity.valid().value())
                .put("validInRange", validity.validInRange().value())
                .build();
    }

    @Override
    public void epochDone(EpochMetrics metrics) {
        progress.show(metrics, config.model(), validInRange);
    }
}
