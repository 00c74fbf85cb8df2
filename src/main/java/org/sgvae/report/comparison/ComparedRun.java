package org.sgvae.report.comparison;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.sgvae.json.Json;
import org.sgvae.json.JsonObject;
import org.sgvae.json.JsonPlace;
import org.sgvae.model.GraphModel;
import org.sgvae.model.LikelihoodKind;
import org.sgvae.statistics.Estimate;
import org.sgvae.train.RunDirectory;
import org.sgvae.train.TimeBudget;

/**
 * A run of a {@link Comparison}.
 *
 * @param data what was trained on, as it was asked for
 * @param preset name of its preset
 * @param seed its seed
 * @param likelihood what is known of its \(-\log p(G)\)
 * @param measures what was measured
 */
record ComparedRun(
        String data, String preset, long seed, LikelihoodKind likelihood, Map<ComparedMeasure, Estimate> measures) {
    /** Name of the file in the run's directory that has what was measured, once it is there. */
    static final String EVALUATION = "evaluation.json";

    ComparedRun {
        measures = Collections.unmodifiableMap(new EnumMap<>(measures));
    }

    /**
     * Reads a run that has been measured.
     *
     * @throws IOException if a file of its directory cannot be read
     */
    static ComparedRun read(Path directory) throws IOException {
        RunDirectory run = RunDirectory.open(directory);
        JsonPlace config = Json.read(run.config());
        JsonPlace evaluation = Json.read(directory.resolve(EVALUATION));
        GraphModel model = run.readFreshModel();
        Map<ComparedMeasure, Estimate> measures = new EnumMap<>(ComparedMeasure.class);
        for (ComparedMeasure measure : ComparedMeasure.values()) {
            measure.in(evaluation).ifPresent(value -> measures.put(measure, value));
        }
        measures.put(ComparedMeasure.SECONDS, new Estimate(TimeBudget.spent(run), 0));
        measures.put(
                ComparedMeasure.EPOCHS,
                new Estimate(Files.readAllLines(run.metrics()).size(), 0));
        measures.put(ComparedMeasure.WEIGHTS, new Estimate(model.parameters().count(), 0));
        return new ComparedRun(
                config.at("data").asString(),
                config.at("preset").asString(),
                config.at("seed").asLong(),
                model.config().likelihood(),
                measures);
    }

    Optional<Estimate> measure(ComparedMeasure measure) {
        return Optional.ofNullable(measures.get(measure));
    }

    JsonObject toJson() {
        JsonObject.Builder json = JsonObject.builder()
                .put("data", data)
                .put("preset", preset)
                .put("seed", seed)
                .put("likelihood", likelihood.toString());
        measures.forEach((measure, value) -> value.putInto(json, measure.key()));
        return json.build();
    }
}
