package org.sgvae.report.comparison;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.sgvae.io.AtomicFile;
import org.sgvae.json.Json;
import org.sgvae.json.JsonArray;
import org.sgvae.json.JsonObject;
import org.sgvae.json.JsonValue;
import org.sgvae.model.LikelihoodKind;
import org.sgvae.report.figure.Figure;
import org.sgvae.statistics.Estimate;
import org.sgvae.train.Kinds;
import org.sgvae.train.Preset;

/**
 * Several models on several data, with the same budget and several seeds.
 *
 * @param rows a row for each data and preset, in this order
 */
public record Comparison(List<Row> rows) {
    /** Copies the rows. */
    public Comparison {
        rows = List.copyOf(rows);
    }

    /** The seeds of a preset on data. */
    record Row(List<ComparedRun> runs) {
        String data() {
            return runs.get(0).data();
        }

        String preset() {
            return runs.get(0).preset();
        }

        LikelihoodKind likelihood() {
            return runs.get(0).likelihood();
        }

        Optional<Estimate> measure(ComparedMeasure measure) {
            return Estimate.overSeeds(runs.stream()
                    .map(run -> run.measure(measure))
                    .flatMap(Optional::stream)
                    .toList());
        }

        private JsonObject toJson() {
            JsonObject.Builder json = JsonObject.builder()
                    .put("data", data())
                    .put("preset", preset())
                    .put("seeds", runs.size())
                    .put("likelihood", likelihood().toString());
            for (ComparedMeasure measure : ComparedMeasure.values()) {
                measure(measure).ifPresent(value -> value.putInto(json, measure.key()));
            }
            return json.build();
        }
    }

    /**
     * Reads all runs of a directory that have been measured, {@code DATA/PRESET-seed-S}.
     *
     * @param directory the directory
     * @return the comparison; data by name, presets in the order of {@link Kinds#presets}, and seeds ascending
     * @throws IOException if a file cannot be read
     */
    public static Comparison read(Path directory) throws IOException {
        List<ComparedRun> runs = new ArrayList<>();
        try (Stream<Path> files = Files.find(
                directory,
                3,
                (file, attributes) -> file.endsWith(ComparedRun.EVALUATION) && attributes.isRegularFile())) {
            for (Path file : files.toList()) {
                runs.add(ComparedRun.read(Objects.requireNonNull(file.getParent())));
            }
        }
        List<String> presets = Kinds.presets().stream().map(Preset::name).toList();
        runs.sort(Comparator.comparing(ComparedRun::data)
                .thenComparing(run -> presets.indexOf(run.preset()))
                .thenComparing(ComparedRun::seed));
        Map<List<String>, List<ComparedRun>> rows = new LinkedHashMap<>();
        runs.forEach(run -> rows.computeIfAbsent(List.of(run.data(), run.preset()), key -> new ArrayList<>())
                .add(run));
        return new Comparison(rows.values().stream().map(Row::new).toList());
    }

    /**
     * Writes {@code compare.md}, {@code compare.csv}, {@code compare.json}, {@code compare.png} and {@code
     * compare.svg}; no figure if no run has a likelihood.
     *
     * @param directory where to
     * @param about members that come first in the JSON, such as the budget
     * @param problems why runs are missing, a line each
     * @return the table as Markdown
     * @throws IOException if a file cannot be written
     */
    public String write(Path directory, JsonObject about, List<String> problems) throws IOException {
        String table = ComparisonTable.toMarkdown(this, problems);
        AtomicFile.write(directory.resolve("compare.md"), table);
        AtomicFile.write(
                directory.resolve("compare.csv"), ComparisonTable.toCsv(this).toString());
        AtomicFile.write(directory.resolve("compare.json"), Json.pretty(toJson(about)));
        Optional<Figure> figure = ComparisonFigure.of(this);
        if (figure.isPresent()) {
            figure.get().write(directory, "compare");
        }
        return table;
    }

    private JsonObject toJson(JsonObject about) {
        JsonObject.Builder json = JsonObject.builder();
        about.members().forEach(json::put);
        return json.put(
                        "rows",
                        new JsonArray(rows.stream().<JsonValue>map(Row::toJson).toList()))
                .put(
                        "runs",
                        new JsonArray(rows.stream()
                                .flatMap(row -> row.runs().stream())
                                .<JsonValue>map(ComparedRun::toJson)
                                .toList()))
                .build();
    }
}
