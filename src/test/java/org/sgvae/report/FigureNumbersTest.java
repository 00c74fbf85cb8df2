package org.sgvae.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sgvae.cli.CommandRun;
import org.sgvae.parallel.Workers;

/** What a figure shows is in the file beside it. */
class FigureNumbersTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"cycles:3-6, paper", "'trees:3-5,count=9', general"})
    void everyPlottedNumber_isInTheCsv(String data, String preset) throws IOException {
        Path directory = folder.resolve("run");
        CommandRun.of(
                        "train",
                        "--data",
                        data,
                        "--preset",
                        preset,
                        "--epochs",
                        2,
                        "--evaluate-every",
                        1,
                        "--out",
                        directory)
                .assertFine();
        Files.writeString(
                directory.resolve("estimators.json"),
                "{\"estimators\":[{\"estimator\":\"a\",\"seconds\":0.5,\"variance\":2,\"varianceStdErr\":0.25}]}");
        Files.writeString(
                directory.resolve("rate-regret.json"),
                "{\"points\":[{\"rate\":1.5,\"regret\":0.75,\"regretStdErr\":0.125}]}");
        RunReport report = RunReport.of(List.of(directory));
        try (Workers workers = new Workers(1)) {
            int figures = 0;
            for (ReportSection section : report.sections(new SamplesSection(report.runs()), workers)) {
                for (ReportFigure figure : section.figures()) {
                    assertNumbers(figure);
                    figures += figure.figure().numbers().isEmpty() ? 0 : 1;
                }
            }
            assertThat(figures).isEqualTo(data.startsWith("cycles") ? 12 : 9);
        }
    }

    /** As they are, or where the axis says so, in hundredths or with the other sign. */
    private static void assertNumbers(ReportFigure figure) {
        NavigableSet<Double> written = new TreeSet<>();
        for (List<String> row : figure.csv().rows()) {
            for (String cell : row) {
                if (cell.matches("-?\\d.*")) {
                    double number = Double.parseDouble(cell);
                    written.addAll(List.of(number, 100 * number, -number));
                }
            }
        }
        for (double plotted : figure.figure().numbers()) {
            double tolerance = 1e-9 * (1 + Math.abs(plotted));
            assertThat(written.subSet(plotted - tolerance, true, plotted + tolerance, true))
                    .as("%s in %s", plotted, figure.id())
                    .isNotEmpty();
        }
    }
}
