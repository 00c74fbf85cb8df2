package org.sgvae.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sgvae.json.Json;
import org.sgvae.json.JsonObject;
import org.sgvae.json.JsonPlace;
import org.sgvae.json.JsonString;
import org.sgvae.report.Browser;

class ReportCommandTest {
    private static final String HOSTILE = "<img src=x onerror=document.title='hacked'>\"'&";

    @TempDir
    Path folder;

    private String report(Path run, Object... options) throws IOException {
        CommandRun.of(Stream.concat(Stream.of("report", "--run", run), Stream.of(options))
                        .toArray())
                .assertFine();
        return Files.readString(run.resolve("report").resolve("index.html"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--preset default",
                "--preset paper",
                "--preset sggn",
                "--edges sequential",
                "--removal relaxed",
                "--preset cycles --data testdata/graph/molecules.jsonl",
                "--preset general --data trees:3-5",
                "--preset graphvae --epochs 1"
            })
    void everyModel_hasAPageWithFiguresAndTheirNumbers(String option) throws IOException {
        Path run = folder.resolve("run");
        TinyRun.train(run, (Object[]) option.split(" "));
        String page = report(run);
        assertThat(page.length()).isLessThan(3 << 20);
        assertThat(page.contains("id=\"latent\"")).isEqualTo(!option.endsWith("sggn"));
        assertThat(page.contains("id=\"walk-data\"")).isEqualTo(!option.matches(".*(sggn|graphvae.*)"));
        assertThat(page.contains("no walk of it: it has no")).isEqualTo(option.matches(".*(sggn|graphvae.*)"));
        List<String> figures = Pattern.compile("<figure id=\"figure-([\\w-]+)\"")
                .matcher(page)
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(figures).contains("epochs", "sizes", "degrees", "samples-1");
        for (String figure : figures) {
            for (String ending : List.of(".csv", ".png", ".svg")) {
                assertThat(run.resolve("report").resolve(figure + ending)).isNotEmptyFile();
            }
        }
        assertThat(page).doesNotContain("http://www.w3.org/TR").doesNotContain("src=\"http");
    }

    @Test
    void epochs_areThoseOfTheMetrics() throws IOException {
        Path run = folder.resolve("run");
        TinyRun.train(run);
        report(run);
        List<String> csv = Files.readAllLines(run.resolve("report").resolve("epochs.csv"));
        for (String line : Files.readAllLines(run.resolve("metrics.jsonl"))) {
            JsonPlace epoch = Json.read(line, "metrics");
            for (String key : List.of("elboG", "kl", "reconstruction")) {
                assertThat(csv)
                        .contains("run," + epoch.at("epoch").asInt() + "," + key + ","
                                + epoch.at(key).asDouble());
            }
        }
    }

    @Test
    void heldOutNumbers_areDrawnBesideThoseOfTraining() throws IOException {
        Path run = folder.resolve("run");
        TinyRun.train(run);
        Path metrics = run.resolve("metrics.jsonl");
        Files.writeString(
                metrics, Files.readString(metrics).replace("\"elboG\":", "\"validationElboG\":-3.25,\"elboG\":"));
        assertThat(report(run)).contains("validationElboG -3.250;");
        assertThat(Files.readAllLines(run.resolve("report").resolve("epochs.csv")))
                .contains("run,1,validationElboG,-3.25", "run,2,validationElboG,-3.25");
    }

    @Test
    void cycles_areShownBesideThePaper() throws IOException {
        Path run = folder.resolve("run");
        TinyRun.train(run);
        assertThat(report(run))
                .contains(
                        "id=\"figure-paper-figure-1\"", "id=\"figure-paper-figure-3\"", "id=\"figure-paper-table-1\"");
        assertThat(Files.readAllLines(run.resolve("report").resolve("paper-table-1.csv")))
                .hasSize(1 + 2 * 10)
                .anyMatch(line -> line.startsWith("paper (one code ten times),,5,0.077,1000,,7.695,"));
        Path others = folder.resolve("others");
        TinyRun.train(others, "--data", "trees:3-5,count=9");
        assertThat(report(others)).doesNotContain("paper-figure").doesNotContain("Beside the paper");
    }

    /** Letters of elements instead of dots; carbon is a corner. */
    @Test
    void molecules_areDrawnAsSuch() throws IOException {
        Path data = folder.resolve("few.smi");
        Files.writeString(data, "NCCO\nOCC#N\nCC(=O)N\n");
        Path run = folder.resolve("run");
        TinyRun.train(run, "--data", data, "--preset", "general");
        String page = report(run);
        String drawn = page.substring(
                page.indexOf("id=\"figure-reconstruction\""), page.indexOf("id=\"figure-interpolation\""));
        String above = drawn.substring(0, drawn.indexOf("Built from their codes</text"));
        assertThat(above).contains(">O</text", ">N</text").doesNotContain(">C</text");
        assertThat(page).contains("\"legend\":{\"nodeTypes\":[\"C\",\"N\",\"O\"]");
    }

    @Test
    void severalRuns_areCompared() throws IOException {
        Path a = folder.resolve("a");
        Path b = folder.resolve("b");
        TinyRun.train(a);
        TinyRun.train(b, "--preset", "sggn");
        String page = report(a, "--run", b);
        assertThat(page).contains("samples-1", "samples-2", "<th scope=\"col\">a</th><th scope=\"col\">b</th>");
        assertThat(Files.readString(a.resolve("report").resolve("sizes.csv"))).contains("\na,", "\nb,", "\ndata,");
    }

    @Test
    void hostileNames_doNothing() throws Exception {
        Path data = folder.resolve(HOSTILE + ".jsonl");
        Files.writeString(data, "{\"nodes\":3,\"nodeType\":[0,0,0],\"edges\":[[0,1,0],[1,2,0],[0,2,0]]}\n".repeat(3));
        Path run = folder.resolve(HOSTILE);
        TinyRun.train(run, "--data", data);
        Files.writeString(
                run.resolve("metrics.jsonl"),
                Files.readString(run.resolve("metrics.jsonl"))
                        .replace("\"kl\"", Json.compact(new JsonString(HOSTILE + "</script>"))));
        Files.writeString(
                run.resolve("evaluation.json"),
                Json.compact(JsonObject.builder()
                        .put(HOSTILE + "x".repeat(5000), 1.0)
                        .build()));
        String page = report(run);
        assertThat(page).doesNotContain("<img").contains("&lt;img");
        try (Browser browser = Browser.start()) {
            browser.open(run.resolve("report").resolve("index.html").toUri().toString());
            assertThat(browser.driver().getTitle()).startsWith("Report: <img");
            assertThat(browser.all("img")).isEmpty();
            assertThat((Boolean) browser.script(
                            "return document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                    .isTrue();
            browser.assertQuiet("file:");
        }
    }

    @Test
    void missingWeights_areNamed() throws IOException {
        Path run = folder.resolve("run");
        TinyRun.train(run);
        Files.delete(run.resolve("weights.safetensors"));
        CommandRun.of("report", "--run", run).assertFailed(1, "weights.safetensors");
    }
}
