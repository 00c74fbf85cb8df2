package org.sgvae.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;
import org.sgvae.explore.ExplorerServer;
import org.sgvae.explore.LatentMap;
import org.sgvae.json.Json;
import org.sgvae.json.JsonPlace;
import org.sgvae.molecule.Legend;
import org.sgvae.parallel.Workers;
import org.sgvae.report.Browser;
import org.sgvae.sgvae.Sgvae;
import org.sgvae.train.RunDirectory;

class ExploreCommandTest {
    private static final String NAME = "<b>run</b>";
    private static final int CLICKS = Integer.getInteger("clicks", 0);

    @TempDir
    static Path folder;

    private static LatentMap map;
    private static ExplorerServer server;
    private static URI uri;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws IOException {
        Path run = folder.resolve("run");
        TinyRun.train(run);
        RunDirectory directory = RunDirectory.open(run);
        try (Workers workers = new Workers(1)) {
            map = LatentMap.of(
                    (Sgvae) directory.readModel(),
                    directory.readParts().train(),
                    directory.readMaxNodes(),
                    Optional.empty(),
                    workers);
        }
        server = ExplorerServer.start(map, NAME, InetAddress.getLoopbackAddress(), 0);
        uri = server.uri();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static HttpRequest question(String path, String body) {
        return HttpRequest.newBuilder(uri.resolve(path))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** The first line of the answer to a request with these headers. */
    private static String raw(String method, String headers) throws IOException {
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.getOutputStream()
                    .write((method + " /map HTTP/1.1\r\n" + headers + "Connection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.lines().findFirst().orElse("");
        }
    }

    @Test
    void foreignHostsAndOrigins_areRefused() throws IOException {
        String here = "Host: 127.0.0.1:" + uri.getPort() + "\r\n";
        assertThat(raw("GET", here)).contains("200");
        assertThat(raw("GET", "Host: localhost:" + uri.getPort() + "\r\n")).contains("200");
        assertThat(raw("GET", "Host: evil.example:" + uri.getPort() + "\r\n")).contains("403");
        assertThat(raw("GET", "Host: 127.0.0.1\r\n")).contains("403");
        assertThat(raw("GET", here + "Origin: http://evil.example\r\n")).contains("403");
        assertThat(raw("GET", here + "Origin: null\r\n")).contains("403");
        assertThat(raw("PUT", here)).contains("405");
    }

    @Test
    void otherAddresses_areRefused() throws IOException {
        InetAddress any = InetAddress.getByName("0.0.0.0");
        assertThatThrownBy(() -> ExplorerServer.start(map, NAME, any, 0)).hasMessageContaining("loopback");
        CommandRun.of("explore", "--run", folder.resolve("run"), "--address", "0.0.0.0")
                .assertFailed(2, "--address", "loopback");
    }

    @Test
    void everyAnswer_hasAStrictPolicy() throws Exception {
        for (String path : new String[] {"", "page.css", "graph.js", "explore.js", "map", "nothing"}) {
            HttpResponse<String> answer =
                    send(HttpRequest.newBuilder(uri.resolve(path)).build());
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'");
            assertThat(answer.statusCode()).isEqualTo(path.equals("nothing") ? 404 : 200);
        }
    }

    @Test
    void badQuestions_areAnsweredWithWhatIsWrong() throws Exception {
        String[] bad = {
            "",
            "{",
            "[]",
            "{\"x\":1}",
            "{\"x\":1e9,\"y\":0,\"count\":1,\"seed\":1}",
            "{\"x\":0,\"y\":0,\"count\":9999,\"seed\":1}"
        };
        for (String body : bad) {
            HttpResponse<String> answer = send(question("decode", body));
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(Json.read(answer.body(), "answer").at("error").asString())
                    .isNotEmpty();
        }
        assertThat(send(question("decode", "x".repeat(70_000))).statusCode()).isEqualTo(413);
        assertThat(send(question("encode", "{\"graph6\":\"!!\",\"count\":1,\"seed\":1}"))
                        .body())
                .contains("graph6");
    }

    @Test
    void twoAskers_getTheSame_andMemoryStaysFlat() throws Exception {
        String body = "{\"x\":0.1,\"y\":0,\"count\":4,\"seed\":7}";
        String expected = send(question("decode", body)).body();
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        long before = runtime.totalMemory() - runtime.freeMemory();
        for (int i = 0; i < 500; i++) {
            CompletableFuture<HttpResponse<String>> other =
                    CLIENT.sendAsync(question("decode", body), HttpResponse.BodyHandlers.ofString());
            assertThat(send(question("decode", body)).body()).isEqualTo(expected);
            assertThat(other.get().body()).isEqualTo(expected);
        }
        System.gc();
        assertThat(runtime.totalMemory() - runtime.freeMemory() - before).isLessThan(10 << 20);
    }

    /** A code's own place in the plane, and the codes along a path, are what was asked for. */
    @Test
    void placesAndCodes_fitTogether() throws Exception {
        JsonPlace there = Json.read(
                send(question("decode", "{\"x\":0.3,\"y\":-0.2,\"count\":1,\"seed\":1}"))
                        .body(),
                "answer");
        JsonPlace again = Json.read(
                send(question("decode", "{\"z\":" + Json.compact(there.at("z").value()) + ",\"count\":1,\"seed\":1}"))
                        .body(),
                "answer");
        assertThat(again.value()).isEqualTo(there.value());
        JsonPlace path = Json.read(
                send(question(
                                "path",
                                "{\"from\":{\"x\":0.3,\"y\":-0.2},\"to\":{\"x\":1,\"y\":1},\"steps\":3,\"seed\":1}"))
                        .body(),
                "answer");
        assertThat(path.at("graphs").items()).hasSize(3);
        assertThat(path.at("graphs").items().get(0).value())
                .isEqualTo(there.at("graphs").items().get(0).value());
    }

    @Test
    void page_showsWhatTheServerBuilds() throws Exception {
        try (Browser browser = Browser.start();
                Browser second = Browser.start()) {
            for (Browser one : new Browser[] {browser, second}) {
                one.open(uri.toString());
                one.await(() -> one.all("#built figure").size() == 8, "graphs at the first place");
                assertThat(one.text("#name")).isEqualTo("Explorer: " + NAME);
            }
            String before = browser.text("#here");
            new Actions(browser.driver())
                    .moveToElement(browser.find("#map"), 60, -40)
                    .click()
                    .perform();
            browser.await(() -> !browser.text("#here").equals(before), "graphs at the place of the click");
            browser.find("#from").click();
            String clicked = browser.text("#here");
            browser.find("#map").sendKeys(Keys.ARROW_LEFT);
            browser.await(() -> !browser.text("#here").equals(clicked), "graphs where the key led");
            assertThat(second.text("#here")).isEqualTo(before);
            browser.find("#to").click();
            browser.find("#walk").click();
            browser.await(() -> browser.all("#path figure").size() == 10, "a path");

            Actions drawing = new Actions(browser.driver());
            browser.script("document.getElementById('draw').scrollIntoView()");
            for (int[] at : new int[][] {{-60, 0}, {60, 0}, {0, 60}, {-60, 0}, {60, 0}}) {
                drawing.moveToElement(browser.find("#draw"), at[0], at[1]).click();
            }
            drawing.perform();
            assertThat(browser.all("#draw circle")).hasSize(3);
            assertThat(browser.find("#edges").getDomProperty("value")).isEqualTo("0-1");
            browser.find("#encode").click();
            browser.await(() -> browser.all("#own figure").size() == 9, "the drawn graph and what is built of it");
            browser.find("#graph6").sendKeys("Dhc", Keys.ENTER);
            browser.await(() -> browser.text("#own figcaption").startsWith("yours: 5 nodes"), "the pasted graph");
            browser.find("#graph6").sendKeys("!", Keys.ENTER);
            browser.await(() -> browser.text("#error").contains("graph6"), "what is wrong");
            assertThat(browser.all("b")).isEmpty();
        }
    }

    /** Every click is answered, and leaves nothing behind in the browser. */
    @Test
    void thousandMoves_leaveTheBrowsersMemoryFlat() throws Exception {
        try (Browser browser = Browser.start("--js-flags=--expose-gc", "--enable-precise-memory-info")) {
            browser.open(uri.toString());
            browser.await(() -> browser.all("#built figure").size() == 8, "graphs at the first place");
            moves(browser, 50);
            long nodes = nodes(browser);
            double bytes = usedBytes(browser);
            moves(browser, 1000);
            assertThat(nodes(browser)).isLessThan(nodes + 500);
            assertThat(usedBytes(browser) - bytes).isLessThan(2e6);
            browser.assertQuiet(uri.toString());
        }
    }

    /** Moves with the arrow keys, hither and thither, each when what it led to is on the screen. */
    private static void moves(Browser browser, int count) {
        browser.driver().manage().timeouts().scriptTimeout(Duration.ofMinutes(5));
        browser.driver().executeAsyncScript("""
                        const built = document.getElementById('built'), map = document.getElementById('map');
                        const count = arguments[0], done = arguments[1];
                        let made = 0, seen = built.dataset.answers;
                        function move() {
                          const key = made % 40 < 20 ? 'ArrowRight' : 'ArrowLeft';
                          map.dispatchEvent(new KeyboardEvent('keydown', {key: key, bubbles: true}));
                        }
                        new MutationObserver(() => {
                          if (built.dataset.answers === seen) return;
                          seen = built.dataset.answers;
                          if (++made < count) move(); else done();
                        }).observe(built, {attributes: true});
                        move();
                        """, count);
    }

    private static long nodes(Browser browser) {
        browser.script("gc()");
        return ((Number) browser.driver()
                        .executeCdpCommand("Memory.getDOMCounters", Map.of())
                        .get("nodes"))
                .longValue();
    }

    private static double usedBytes(Browser browser) {
        return ((Number) browser.script("gc(); return performance.memory.usedJSHeapSize")).doubleValue();
    }

    /**
     * Measures the time from a click to what is built there, 8 graphs, on the screen, with a model of the default size, on
     * a machine without other work: {@code -Dclicks=200}.
     */
    @Test
    @EnabledIfSystemProperty(named = "clicks", matches = "[1-9][0-9]*")
    void click_isAnsweredAtOnce(TestReporter reporter) throws Exception {
        Path run = folder.resolve("default");
        CommandRun.of("train", "--data", "cycles:5-14", "--epochs", 3, "--out", run)
                .assertFine();
        RunDirectory directory = RunDirectory.open(run);
        LatentMap ofDefault;
        try (Workers workers = new Workers(1)) {
            ofDefault = LatentMap.of(
                    (Sgvae) directory.readModel(),
                    directory.readParts().train(),
                    directory.readMaxNodes(),
                    Optional.empty(),
                    workers);
        }
        double[] milliseconds = new double[CLICKS];
        try (ExplorerServer other = ExplorerServer.start(ofDefault, NAME, InetAddress.getLoopbackAddress(), 0);
                Browser browser = Browser.start()) {
            browser.open(other.uri().toString());
            for (int i = 0; i < CLICKS; i++) {
                int answered = i + 1;
                browser.await(() -> answers(browser) >= answered, "an answer");
                new Actions(browser.driver())
                        .moveToElement(browser.find("#map"), i * 37 % 200 - 100, i * 53 % 160 - 80)
                        .click()
                        .perform();
                browser.await(() -> answers(browser) > answered, "the answer to a click");
                milliseconds[i] = Double.parseDouble(browser.find("#built").getDomAttribute("data-milliseconds"));
            }
        }
        double median = Arrays.stream(milliseconds).sorted().toArray()[CLICKS / 2];
        reporter.publishEntry("median of " + CLICKS + " clicks, ms", Double.toString(median));
        assertThat(median).isLessThan(100);
    }

    private static int answers(Browser browser) {
        return Integer.parseInt(
                Objects.requireNonNullElse(browser.find("#built").getDomAttribute("data-answers"), "0"));
    }

    @Test
    void molecule_isReadFromSmiles_andDrawnAsSuch() throws Exception {
        Path data = folder.resolve("few.smi");
        Files.writeString(data, "CCO\nC#N\nCC(=O)N\n");
        Path run = folder.resolve("molecules");
        TinyRun.train(run, "--data", data, "--preset", "general");
        RunDirectory directory = RunDirectory.open(run);
        LatentMap molecules;
        try (Workers workers = new Workers(1)) {
            molecules = LatentMap.of(
                    (Sgvae) directory.readModel(),
                    directory.readParts().train(),
                    directory.readMaxNodes(),
                    Legend.ofRun(directory.config()),
                    workers);
        }
        try (ExplorerServer other = ExplorerServer.start(molecules, NAME, InetAddress.getLoopbackAddress(), 0);
                Browser browser = Browser.start()) {
            browser.open(other.uri().toString());
            browser.await(() -> browser.all("#built figure").size() == 8, "graphs at the first place");
            assertThat(browser.text("#graph6-label")).isEqualTo("SMILES");
            browser.find("#graph6").sendKeys("NCC=O", Keys.ENTER);
            browser.await(() -> browser.all("#own figure").size() == 9, "the molecule and what is built of it");
            assertThat(browser.all("#own figure:first-child text.atom").stream().map(WebElement::getText))
                    .containsExactlyInAnyOrder("N", "O");
            assertThat(browser.all("#own figure:first-child line.bond")).hasSize(4); // one is double
            browser.find("#graph6").clear();
            browser.find("#graph6").sendKeys("CBr", Keys.ENTER);
            browser.await(() -> browser.text("#error").contains("SMILES: "), "what is wrong");
        }
    }
}
