package org.sgvae.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.sgvae.evaluate.EvaluationConfig;
import org.sgvae.graph.data.DataSet;
import org.sgvae.graph.data.Split;
import org.sgvae.io.AtomicFile;
import org.sgvae.json.Json;
import org.sgvae.json.JsonObject;
import org.sgvae.train.RunDirectory;
import org.sgvae.train.TimeBudget;

/**
 * What all runs of a comparison have in common, kept in its {@code settings.json} so that all cells of its table are
 * measured alike.
 *
 * @param epochs budget in passes, if it is one; where there is no budget at all, the preset's count
 * @param seconds budget in seconds of training, if it is one
 * @param split what is trained on and what is held out
 * @param samples samples from the prior
 * @param importanceSamples for each graph that is scored
 * @param fresh fresh graphs for the regret
 */
record CompareSettings(
        OptionalInt epochs, Optional<TimeBudget> seconds, Split split, int samples, int importanceSamples, int fresh) {
    /** How models are measured that were trained on these graphs. */
    EvaluationConfig measuring(DataSet trained) {
        return EvaluationConfig.standard(trained, 1)
                .withSamples(samples)
                .withImportanceSamples(importanceSamples)
                .withScoredPerClass(1);
    }

    JsonObject toJson() {
        JsonObject.Builder json = JsonObject.builder();
        epochs.ifPresent(count -> json.put("epochs", count));
        seconds.ifPresent(time -> json.put("seconds", time.seconds()));
        return json.put("split", split.toString())
                .put("samples", samples)
                .put("importanceSamples", importanceSamples)
                .put("fresh", fresh)
                .build();
    }

    /**
     * Makes the directory of a comparison, or looks whether the one that is there has the same settings.
     *
     * @throws IOException if it has others, or something else in it
     */
    static void prepare(Path directory, JsonObject settings) throws IOException {
        Path file = directory.resolve("settings.json");
        if (!Files.exists(file)) {
            RunDirectory.create(directory);
            AtomicFile.write(file, Json.pretty(settings));
        } else if (!Json.read(file).value().equals(settings)) {
            throw new IOException(file + ": begun with other settings; give the same, or a new --out");
        }
    }
}
