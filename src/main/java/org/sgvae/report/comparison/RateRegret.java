package org.sgvae.report.comparison;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.sgvae.io.AtomicFile;
import org.sgvae.json.Json;
import org.sgvae.json.JsonArray;
import org.sgvae.json.JsonObject;
import org.sgvae.json.JsonPlace;
import org.sgvae.json.JsonValue;
import org.sgvae.statistics.Estimate;

/**
 * What a code costs and carries: the same training with several rates R asked of the code, each with several seeds.
 *
 * @param points by rising R
 */
public record RateRegret(List<Point> points) {
    /** Name of its files, without ending. */
    public static final String NAME = "rate-regret";

    /** Copies the points. */
    public RateRegret {
        points = List.copyOf(points);
    }

    /** A run that was trained with a rate; {@code information} is at most I(x; z), {@code kl} is E KL(q(z | x) || p(z)). */
    record RateRun(double rate, ComparedRun run, Optional<Estimate> information, Optional<Estimate> kl) {
        static RateRun read(Path directory) throws IOException {
            JsonPlace evaluation = Json.read(directory.resolve(ComparedRun.EVALUATION));
            return new RateRun(
                    Json.read(directory.resolve("config.json"))
                            .at("objective")
                            .at("codeNats")
                            .asDouble(),
                    ComparedRun.read(directory),
                    ComparedMeasure.estimate(evaluation, "latentUse.mutualInformation"),
                    ComparedMeasure.estimate(evaluation, "latentUse.kl"));
        }
    }

    /**
     * The seeds of a rate.
     *
     * @param rate R, nats
     * @param runs a run for each seed
     */
    record Point(double rate, List<RateRun> runs) {
        Optional<Estimate> measure(ComparedMeasure measure) {
            return over(run -> run.run().measure(measure));
        }

        Optional<Estimate> information() {
            return over(RateRun::information);
        }

        Optional<Estimate> kl() {
            return over(RateRun::kl);
        }

        private Optional<Estimate> over(Function<RateRun, Optional<Estimate>> measure) {
            return Estimate.overSeeds(
                    runs.stream().map(measure).flatMap(Optional::stream).toList());
        }

        JsonObject toJson() {
            JsonObject.Builder json = JsonObject.builder().put("rate", rate).put("seeds", runs.size());
            measure(ComparedMeasure.REGRET).ifPresent(regret -> regret.putInto(json, "regret"));
            measure(ComparedMeasure.NLL).ifPresent(nll -> nll.putInto(json, "nllG"));
            kl().ifPresent(divergence -> divergence.putInto(json, "kl"));
            information().ifPresent(bound -> bound.putInto(json, "mutualInformation"));
            measure(ComparedMeasure.VALID).ifPresent(valid -> valid.putInto(json, "valid"));
            measure(ComparedMeasure.SECONDS).ifPresent(seconds -> seconds.putInto(json, "trainSeconds"));
            return json.build();
        }
    }

    /**
     * Reads all runs of a directory that have been measured.
     *
     * @param directory the directory, with a run in each of its folders
     * @return the points
     * @throws IOException if a file cannot be read
     */
    public static RateRegret read(Path directory) throws IOException {
        Map<Double, List<RateRun>> byRate = new TreeMap<>();
        try (Stream<Path> folders = Files.list(directory)) {
            for (Path folder : folders.toList()) {
                if (Files.exists(folder.resolve(ComparedRun.EVALUATION))) {
                    RateRun run = RateRun.read(folder);
                    byRate.computeIfAbsent(run.rate(), rate -> new ArrayList<>())
                            .add(run);
                }
            }
        }
        List<Point> points = new ArrayList<>();
        byRate.forEach((rate, runs) -> {
            runs.sort(Comparator.comparing(run -> run.run().seed()));
            points.add(new Point(rate, List.copyOf(runs)));
        });
        return new RateRegret(points);
    }

    /**
     * Writes {@code rate-regret.md}, {@code .csv}, {@code .json}, {@code .png} and {@code .svg}; the figure if there is a point.
     *
     * @param directory where to
     * @param about members that come first in the JSON, such as the data
     * @param problems why runs are missing, a line each
     * @return the table as Markdown
     * @throws IOException if a file cannot be written
     */
    public String write(Path directory, JsonObject about, List<String> problems) throws IOException {
        String table = RateRegretTable.toMarkdown(this, problems);
        JsonObject.Builder json = JsonObject.builder();
        about.members().forEach(json::put);
        json.put(
                "points",
                new JsonArray(points.stream().<JsonValue>map(Point::toJson).toList()));
        AtomicFile.write(directory.resolve(NAME + ".json"), Json.pretty(json.build()));
        AtomicFile.write(directory.resolve(NAME + ".md"), table);
        AtomicFile.write(
                directory.resolve(NAME + ".csv"), RateRegretTable.toCsv(this).toString());
        if (!points.isEmpty()) {
            RateRegretTable.figure(this).write(directory, NAME);
        }
        return table;
    }

    /** The regret where every run has one, else \(-\log p(G)\). */
    ComparedMeasure cost() {
        return points.stream()
                        .allMatch(point -> point.measure(ComparedMeasure.REGRET).isPresent())
                ? ComparedMeasure.REGRET
                : ComparedMeasure.NLL;
    }
}
