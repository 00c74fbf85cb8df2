package org.sgvae.train;

import org.sgvae.json.JsonObject;

/**
 * Follows a training run, measures in between, and may stop it. All calls come from the thread that trains. A lambda that
 * takes the {@link EpochMetrics} follows and does nothing else.
 */
@FunctionalInterface
public interface TrainingListener {
    /** {@return whether to stop now; asked after every step} */
    default boolean stopRequested() {
        return false;
    }

    /**
     * Measures the model after an epoch, beyond what training does.
     *
     * @param epoch number of the epoch, from 1
     * @return further members of the epoch's line in {@code metrics.jsonl}, such as the validity of samples
     */
    default JsonObject measure(int epoch) {
        return JsonObject.builder().build();
    }

    /**
     * Is told of an epoch.
     *
     * @param metrics what training measured
     */
    void epochDone(EpochMetrics metrics);
}
