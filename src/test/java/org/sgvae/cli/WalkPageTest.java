package org.sgvae.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.sgvae.graph.io.GraphFiles;
import org.sgvae.graph.io.JsonGraph;
import org.sgvae.json.Json;
import org.sgvae.json.JsonPlace;
import org.sgvae.report.Browser;
import org.sgvae.report.PageResource;

/** The walk of a report, in a browser. */
class WalkPageTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"cycles", "general"})
    void walk_endsInTheSumThatTraceHas(String preset) throws Exception {
        Path run = folder.resolve("run");
        TinyRun.train(run, "--preset", preset);
        CommandRun.of("report", "--run", run).assertFine();
        try (Browser browser = Browser.start()) {
            browser.open(run.resolve("report").resolve("index.html").toUri().toString());
            int graphs = browser.all("#walk-graph option").size();
            assertThat(graphs).isPositive();
            for (int i = 0; i < graphs; i++) {
                browser.find("#walk-graph option:nth-child(" + (i + 1) + ")").click();
                assertWalk(browser, run, i);
            }
            browser.assertQuiet("file:");
        }
    }

    private void assertWalk(Browser browser, Path run, int i) throws IOException {
        JsonPlace walk = Json.read(browser.text("#walk-data"), "page").items().get(i);
        Path graph = folder.resolve("graph.jsonl");
        GraphFiles.write(graph, List.of(JsonGraph.read(walk.at("graph"))));
        Path out = folder.resolve("trace.json");
        CommandRun.of("trace", "--run", run, "--graph", graph, "--out", out, "--force")
                .assertFine();
        double expected = Json.read(out).at("total").at("value").asDouble();

        int steps = Integer.parseInt(browser.find("#walk-slider").getDomProperty("max"));
        int nodes = walk.at("graph").at("nodes").asInt();
        assertThat(steps)
                .isEqualTo(nodes - 1 + 1 + walk.at("constructor").items().size() + 1);
        Set<String> titles = new LinkedHashSet<>();
        for (int step = 0; step < steps; step++) {
            titles.add(browser.text("#walk-title"));
            browser.find("#walk-next").click();
        }
        assertThat(browser.find("#walk-next").isEnabled()).isFalse();
        assertThat(titles).hasSize(steps);
        assertThat(Math.abs(shownSum(browser) - expected)).isLessThan(1e-10);

        WebElement section = browser.find("#walk-sum");
        section.sendKeys(Keys.HOME);
        assertThat(shownSum(browser)).isZero();
        section.sendKeys(Keys.ARROW_RIGHT);
        double first = -walk.at("destructor").items().get(0).at("sum").asDouble();
        assertThat(-shownSum(browser)).isEqualTo(first);
        section.sendKeys(Keys.ARROW_LEFT);
        assertThat(shownSum(browser)).isZero();
        browser.find("#walk-slider").sendKeys(Keys.END);
        assertThat(Math.abs(shownSum(browser) - expected)).isLessThan(1e-10);
        for (WebElement number : browser.all("#walk-numbers button")) {
            browser.script("arguments[0].click()", number);
            assertThat(browser.text("#walk-explain code")).isNotEmpty();
            assertThat(browser.text("#walk-explain")).contains(number.getDomAttribute("title"));
        }
    }

    private static double shownSum(Browser browser) {
        return Double.parseDouble(browser.find("#walk-sum").getDomAttribute("title"));
    }

    /** So that what the page shows as the line that computes a number is that line. */
    @Test
    void linesOfFormulas_areInThePlainModel() throws IOException {
        JsonPlace formulas = Json.read(PageResource.text("formulas.json"), "formulas.json");
        for (String key : formulas.keys()) {
            Path file = Path.of(
                    "src/main/java/org/sgvae/plain", formulas.at(key).at("file").asString());
            String line = formulas.at(key).at("line").asString();
            assertThat(Files.readString(file).replaceAll("\\s+", " ")).as(key).containsOnlyOnce(line);
        }
    }
}
