package org.sgvae.report.reproduction;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.sgvae.evaluate.Evaluation;
import org.sgvae.experiment.CodeMap;
import org.sgvae.latent.Interpolation;

/**
 * A contender, trained with a seed and measured.
 *
 * @param contender which one
 * @param seed its seed
 * @param weights how many numbers its training changes
 * @param trainSeconds wall-clock time of its training, looks at validity and stops not included
 * @param epochs its epochs
 * @param evaluation what was measured in the end
 * @param codes its codes; absent for a model without them
 */
public record ReproducedRun(
        Contender contender,
        long seed,
        int weights,
        double trainSeconds,
        List<EpochPoint> epochs,
        Evaluation evaluation,
        Optional<CodeMap> codes) {
    /**
     * Copies the list.
     *
     * @throws NullPointerException if something is null
     */
    public ReproducedRun {
        epochs = List.copyOf(epochs);
    }

    /** Points along the first principal axis of the codes. */
    Optional<Interpolation> interpolation() {
        return evaluation.codes().map(codes -> codes.interpolation());
    }

    /** The epoch with most valid samples, the first of several. */
    Optional<EpochPoint> bestEpoch() {
        return epochs.stream()
                .filter(point -> point.valid().isPresent())
                .max(Comparator.comparingDouble(
                                (EpochPoint point) -> point.valid().getAsDouble())
                        .thenComparing(EpochPoint::epoch, Comparator.reverseOrder()));
    }
}
