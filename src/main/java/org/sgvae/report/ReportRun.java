package org.sgvae.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sgvae.graph.data.DataSet;
import org.sgvae.json.Json;
import org.sgvae.json.JsonNumber;
import org.sgvae.json.JsonObject;
import org.sgvae.json.JsonPlace;
import org.sgvae.model.GraphModel;
import org.sgvae.model.LatentModel;
import org.sgvae.molecule.Legend;
import org.sgvae.report.figure.Depiction;
import org.sgvae.train.RunDirectory;

/**
 * A run, read from its directory.
 *
 * @param name name of the directory, or what tells it from others
 * @param path the directory
 * @param config its {@code config.json}
 * @param model the trained model
 * @param data what it was trained on
 * @param maxNodes where samples are cut off
 * @param legend what the types of molecules mean
 * @param metrics the numbers of each epoch by name
 * @param evaluation numbers of {@code evaluation.json} by name, such as {@code likelihood.value}; empty without that
 *    file
 */
record ReportRun(
        String name,
        Path path,
        JsonObject config,
        GraphModel model,
        DataSet data,
        int maxNodes,
        Optional<Legend> legend,
        List<Map<String, Double>> metrics,
        Map<String, Double> evaluation) {
    static ReportRun read(String name, Path path) throws IOException {
        RunDirectory run = RunDirectory.open(path);
        List<Map<String, Double>> metrics = new ArrayList<>();
        if (Files.exists(run.metrics())) {
            for (String line : Files.readAllLines(run.metrics())) {
                metrics.add(numbers(Json.read(line, run.metrics().toString())));
            }
        }
        Path evaluation = path.resolve("evaluation.json");
        return new ReportRun(
                name,
                path,
                (JsonObject) Json.read(run.config()).value(),
                run.readModel(),
                run.readParts().train(),
                run.readMaxNodes(),
                Legend.ofRun(run.config()),
                metrics,
                Files.exists(evaluation) ? numbers(Json.read(evaluation)) : Map.of());
    }

    /** All numbers in an object, those of objects in it with their path. */
    private static Map<String, Double> numbers(JsonPlace json) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        for (String key : json.keys()) {
            JsonPlace place = json.at(key);
            if (place.value() instanceof JsonNumber) {
                numbers.put(key, place.asDouble());
            } else if (place.value() instanceof JsonObject) {
                numbers(place).forEach((inner, number) -> numbers.put(key + "." + inner, number));
            }
        }
        return numbers;
    }

    /** {@return how its graphs are drawn: molecules as such} */
    Depiction depiction() {
        return new Depiction(legend);
    }

    /** {@return the kind of the model, such as Sgvae or GraphRnn} */
    String modelName() {
        return model.config().getClass().getSimpleName().replace("Config", "");
    }

    /** The model, if it has a latent code. */
    Optional<LatentModel> withCode() {
        return model.latent();
    }
}
