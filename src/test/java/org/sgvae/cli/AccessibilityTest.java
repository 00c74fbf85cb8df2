package org.sgvae.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;
import org.sgvae.explore.ExplorerServer;
import org.sgvae.explore.LatentMap;
import org.sgvae.parallel.Workers;
import org.sgvae.report.Browser;
import org.sgvae.sgvae.Sgvae;
import org.sgvae.train.RunDirectory;

/** Report and explorer by keyboard alone, by their text alone, and on a narrow screen. */
class AccessibilityTest {
    /** Numbers all that can be operated and is not in a closed part, and returns how many there are. */
    private static final String NUMBER_CONTROLS = """
            let count = 0;
            const selector = 'a[href], button, select, input, summary, [tabindex="0"]';
            document.querySelectorAll(selector).forEach(e => {
              if (!e.disabled && e.checkVisibility()) e.dataset.control = count++;
            });
            return count;
            """;

    /** Pictures without a name, and controls without one. */
    private static final String NAMELESS = """
            const text = e => (e.getAttribute('aria-label') || e.textContent || e.title || '').trim();
            const labelled = e => (e.labels && e.labels.length > 0) || text(e) || e.getAttribute('aria-labelledby');
            return [...document.querySelectorAll('svg[role=img], svg[role=application], button, select, input, a')]
              .filter(e => e.tagName === 'svg' ? !(e.getAttribute('aria-label') || e.querySelector('title')) : !labelled(e))
              .map(e => e.outerHTML.slice(0, 200));
            """;

    @TempDir
    static Path folder;

    private static Path run;

    @BeforeAll
    static void train() {
        run = folder.resolve("run");
        TinyRun.train(run);
        CommandRun.of("report", "--run", run).assertFine();
    }

    private static String page() {
        return run.resolve("report").resolve("index.html").toUri().toString();
    }

    /** Presses Tab from the first link on; all that can be operated gets the focus, and shows it. */
    private static void assertReachedByTab(Browser browser) {
        long count = (Long) browser.script(NUMBER_CONTROLS);
        assertThat(count).isGreaterThan(10);
        browser.script("document.querySelector('a.skip').focus()");
        Set<String> reached = new LinkedHashSet<>(Set.of("0"));
        for (int i = 0; i < count; i++) {
            new Actions(browser.driver()).sendKeys(Keys.TAB).perform();
            String control = (String) browser.script("return document.activeElement.dataset.control || ''");
            if (!control.isEmpty()) {
                reached.add(control);
                assertThat((String) browser.script("return getComputedStyle(document.activeElement).outlineStyle"))
                        .as("outline of control %s", control)
                        .isEqualTo("solid");
            }
        }
        assertThat(reached).hasSize((int) count);
    }

    @Test
    void report_isOperatedByKeyboardAlone() throws Exception {
        try (Browser browser = Browser.start()) {
            browser.open(page());
            browser.find("#walk-next").click(); // so that there are numbers of a step
            assertReachedByTab(browser);
            browser.script("document.querySelector('summary').focus()");
            new Actions(browser.driver()).sendKeys(Keys.ENTER).perform();
            assertThat(browser.all("details[open]")).hasSize(1);
        }
    }

    @Test
    void report_saysInTextWhatPicturesShow() {
        try (Browser browser = Browser.start()) {
            browser.open(page());
            assertThat((List<?>) browser.script(NAMELESS)).isEmpty();
            int figures = browser.all("figure").size();
            assertThat(figures).isGreaterThan(8);
            assertThat(browser.all("figure figcaption a[href$='.csv']")).hasSize(figures);
            assertThat(browser.all("figure details table")).hasSize(figures);
            assertThat((Boolean) browser.script("return [...document.querySelectorAll('figure figcaption')]"
                            + ".every(e => e.textContent.split(' Files:')[0].trim().length > 10)"))
                    .isTrue();
            assertThat(browser.find("html").getDomAttribute("lang")).isEqualTo("en");
            List<?> levels = (List<?>)
                    browser.script("return [...document.querySelectorAll('h1,h2,h3')].map(e => Number(e.tagName[1]))");
            for (int i = 1; i < levels.size(); i++) { // no level is left out
                assertThat((Long) levels.get(i) - (Long) levels.get(i - 1)).isLessThan(2);
            }
        }
    }

    @Test
    void report_fitsNarrowScreensAndPaper() {
        try (Browser browser = Browser.start()) {
            browser.open(page());
            for (int width : new int[] {500, 1024, 1366}) {
                browser.driver().manage().window().setSize(new Dimension(width, 768));
                assertThat((Boolean) browser.script(
                                "return document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                        .as("width %d", width)
                        .isTrue();
            }
            browser.print(true);
            assertThat(browser.find("nav").isDisplayed()).isFalse();
            assertThat(browser.find("#walk-next").isDisplayed()).isFalse();
            assertThat((String) browser.script("return getComputedStyle(document.body).backgroundColor"))
                    .isEqualTo("rgb(255, 255, 255)");
        }
    }

    @Test
    void explorer_isOperatedByKeyboardAlone() throws Exception {
        RunDirectory directory = RunDirectory.open(run);
        LatentMap map;
        try (Workers workers = new Workers(1)) {
            map = LatentMap.of(
                    (Sgvae) directory.readModel(),
                    directory.readParts().train(),
                    directory.readMaxNodes(),
                    Optional.empty(),
                    workers);
        }
        try (ExplorerServer server = ExplorerServer.start(map, "run", InetAddress.getLoopbackAddress(), 0);
                Browser browser = Browser.start()) {
            browser.open(server.uri().toString());
            browser.await(() -> browser.all("#built figure").size() == 8, "graphs at the first place");
            assertThat((List<?>) browser.script(NAMELESS)).isEmpty();
            assertReachedByTab(browser);
            browser.script("document.getElementById('edges').focus()");
            new Actions(browser.driver()).sendKeys("0-1 1-2", Keys.ENTER).perform();
            browser.await(() -> browser.all("#own figure").size() == 9, "the written graph and what is built of it");
            assertThat(browser.text("#own figcaption")).startsWith("yours: 3 nodes");
        }
    }
}
