package org.sgvae.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.sgvae.json.Json;
import org.sgvae.json.JsonPlace;
import org.sgvae.report.figure.CsvTable;
import org.sgvae.report.figure.Figure;
import org.sgvae.report.figure.Palette;
import org.sgvae.report.figure.Panel;

/**
 * What other commands left in the run directory: {@code estimators.json} of bench-estimators, {@code
 * rate-regret.json}.
 */
final class BenchSection {
    static final String ESTIMATORS = "estimators.json";
    static final String RATE_REGRET = "rate-regret.json";

    private final Path directory;

    BenchSection(Path directory) {
        this.directory = directory;
    }

    /** Empty if there is none of these files. */
    Optional<ReportSection> section() throws IOException {
        List<ReportFigure> figures = new ArrayList<>();
        if (Files.exists(directory.resolve(ESTIMATORS))) {
            figures.add(estimators(Json.read(directory.resolve(ESTIMATORS))));
        }
        if (Files.exists(directory.resolve(RATE_REGRET))) {
            figures.add(rateRegret(Json.read(directory.resolve(RATE_REGRET))));
        }
        return figures.isEmpty()
                ? Optional.empty()
                : Optional.of(new ReportSection(
                        "benches",
                        "Estimators, rate and regret",
                        "From " + ESTIMATORS + " and " + RATE_REGRET
                                + " in the run directory, as far as they are there.",
                        figures));
    }

    private static ReportFigure estimators(JsonPlace json) {
        Panel panel =
                new Panel("Cost and variance of gradient estimators", "time of an estimate (ms)", "variance (nats²)");
        CsvTable csv = new CsvTable("estimator", "milliseconds", "variance", "standard error");
        String best = "";
        double least = Double.POSITIVE_INFINITY;
        int number = 0;
        for (JsonPlace row : json.at("estimators").items()) {
            String name = row.at("estimator").asString();
            double milliseconds = 1e3 * row.at("seconds").asDouble();
            double variance = row.at("variance").asDouble();
            double error = row.find("varianceStdErr").map(JsonPlace::asDouble).orElse(0.0);
            csv.add(name, milliseconds, variance, error);
            panel.estimates(
                    name,
                    new double[] {milliseconds},
                    new double[] {variance},
                    new double[] {error},
                    Palette.series(number),
                    number < 6 ? SeriesMarkers.CIRCLE : SeriesMarkers.DIAMOND);
            number++;
            if (milliseconds * variance < least) {
                least = milliseconds * variance;
                best = name;
            }
        }
        return new ReportFigure(
                "estimators",
                panel.title(),
                String.format(Locale.ROOT, "Variance times time is least for %s: %.3g nats² ms.", best, least),
                new Figure(List.of(panel.legendBeside()), 1, 640, 340),
                csv);
    }

    /**
     * A list {@code points} of objects with {@code rate} and {@code regret}, nats, and perhaps {@code regretStdErr}; with
     * {@code nllG} in place of the regret where that is not known.
     */
    private static ReportFigure rateRegret(JsonPlace json) {
        List<JsonPlace> points = json.at("points").items();
        String key = points.stream().allMatch(point -> point.find("regret").isPresent()) ? "regret" : "nllG";
        String name = key.equals("regret") ? "regret" : "-log p(G)";
        Panel panel = new Panel("Rate and " + name, "rate of the code (nats)", name + " (nats)");
        CsvTable csv = new CsvTable("rate", key, "standard error");
        double[] rate = new double[points.size()];
        double[] regret = new double[points.size()];
        double[] error = new double[points.size()];
        for (int i = 0; i < rate.length; i++) {
            rate[i] = points.get(i).at("rate").asDouble();
            regret[i] = points.get(i).at(key).asDouble();
            error[i] =
                    points.get(i).find(key + "StdErr").map(JsonPlace::asDouble).orElse(0.0);
            csv.add(rate[i], regret[i], error[i]);
        }
        panel.estimates(name, rate, regret, error, Palette.BLUE, SeriesMarkers.CIRCLE);
        return new ReportFigure(
                "rate-regret", panel.title(), rate.length + " points.", new Figure(List.of(panel), 1, 560, 320), csv);
    }
}
