package org.sgvae.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sgvae.nn.Checkpoint;
import org.sgvae.parallel.Workers;

/**
 * Resumed at any step, training ends with the bits of training that was not interrupted. By induction: from the state before
 * every step another trainer, which begins elsewhere, comes to the state after it. For more steps: {@code
 * -Dresume.steps=200}.
 */
class ResumeTest {
    private static final int STEPS = Integer.getInteger("resume.steps", 10);
    private static final int STEPS_BETWEEN_FILES = 8;

    @TempDir
    Path folder;

    static List<String> presets() throws IOException {
        return GoldenWeights.presets();
    }

    @ParameterizedTest
    @MethodSource("presets")
    void everyStep_canBeTakenFromTheStateBeforeIt(String preset) throws IOException {
        TrainingConfig golden = GoldenWeights.config(preset);
        TrainingConfig config =
                golden.toBuilder().epochs((STEPS + 2) / 3).build(); // three steps each, all schedules whole
        try (Workers workers = new Workers(1)) {
            Trainer whole = trainer(config, config.seed(), workers);
            for (int step = 0; step < STEPS; step++) {
                Map<String, DMatrixRMaj> before = whole.state();
                if (step % STEPS_BETWEEN_FILES == 0) {
                    Checkpoint.write(folder, before, Map.of());
                    before = Checkpoint.read(folder).tensors();
                }
                whole.trainStep();
                Trainer resumed = trainer(config, config.seed() + 1, workers);
                resumed.restore(before);
                resumed.trainStep();
                assertThat(sameBits(whole, resumed)).as("step %d", step).isTrue();
            }
            assertThat(sameBits(whole, trainer(config, config.seed(), workers))).isFalse();
        }
    }

    /** A trainer of the configuration, whose model begins with the weights of a seed. */
    private static Trainer trainer(TrainingConfig config, long weightSeed, Workers workers) {
        TrainingConfig other = config.toBuilder().seed(weightSeed).build();
        return new Trainer(Trainer.freshModel(other), GoldenWeights.DATA, config, workers);
    }

    /** All that later steps depend on, bit for bit, but for the sums of the epoch's line, which have times in them. */
    private static boolean sameBits(Trainer a, Trainer b) {
        Map<String, DMatrixRMaj> others = b.state();
        return a.state().entrySet().stream()
                .filter(entry -> !entry.getKey().equals("trainer.sums"))
                .allMatch(entry -> Arrays.equals(entry.getValue().data, others.get(entry.getKey()).data));
    }
}
