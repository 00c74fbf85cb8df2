package org.sgvae.report.reproduction;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.sgvae.json.Json;
import org.sgvae.json.JsonNumber;
import org.sgvae.json.JsonPlace;

/**
 * What an epoch of a run is shown with.
 *
 * @param epoch its number, from 1
 * @param objective what is minimised, nats: the surrogate for a point posterior, else \(-\mathrm{ELBO}_G\)
 * @param valid share of samples that are valid, where it was looked at
 * @param validInRange share of samples that are also of a size that the data has
 */
public record EpochPoint(int epoch, double objective, OptionalDouble valid, OptionalDouble validInRange) {
    /**
     * Reads the metrics of a run.
     *
     * @param metrics its {@code metrics.jsonl}; a run that broke off may have none
     * @return its epochs
     * @throws IOException if the file cannot be read
     */
    public static List<EpochPoint> read(Path metrics) throws IOException {
        List<EpochPoint> points = new ArrayList<>();
        for (String line : Files.exists(metrics) ? Files.readAllLines(metrics) : List.<String>of()) {
            JsonPlace json = Json.read(line, metrics.toString());
            points.add(new EpochPoint(
                    json.at("epoch").asInt(),
                    number(json, "surrogate").orElse(-number(json, "elboG").orElse(Double.NaN)),
                    number(json, "valid"),
                    number(json, "validInRange")));
        }
        return points;
    }

    private static OptionalDouble number(JsonPlace json, String key) {
        Optional<JsonPlace> found = json.find(key).filter(place -> place.value() instanceof JsonNumber);
        return found.isPresent() ? OptionalDouble.of(found.get().asDouble()) : OptionalDouble.empty();
    }
}
