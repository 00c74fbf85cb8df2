package org.sgvae.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteTest {
    @TempDir
    private static Path site;

    private static List<String> problems;

    @BeforeAll
    static void write() throws IOException {
        problems = Site.write(Path.of(""), site);
    }

    @Test
    void links_leadToFilesAndAnchorsOfTheSite() throws IOException {
        assertThat(problems).isEmpty();
        assertThat(LinkCheck.of(site)).isEmpty();
        assertThat(site.resolve("index.html")).exists();
    }

    @Test
    void pages_areWellFormed() throws Exception {
        try (Stream<Path> files = Files.walk(site)) {
            List<Path> pages =
                    files.filter(file -> file.toString().endsWith(".html")).toList();
            assertThat(pages).hasSizeGreaterThan(20);
            for (Path page : pages) {
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(page.toFile());
            }
        }
    }

    @Test
    void linkCheck_findsWhatIsBroken(@TempDir Path other) throws IOException {
        Files.writeString(other.resolve("a.html"), "<a href=\"b.html#x\">to x</a><a href=\"b.html#y\">to y</a>");
        Files.writeString(
                other.resolve("b.html"),
                "<p id=\"x\"/><a href=\"c.html\">none</a><img src=\"https://x.org/i.png\"/><a href=\"https://x.org\">web</a>");
        assertThat(LinkCheck.of(other))
                .containsExactly(
                        "a.html: no anchor b.html#y",
                        "b.html: no file c.html",
                        "b.html: img fetches https://x.org/i.png");
    }

    @Test
    void brokenPage_isReported(@TempDir Path root) throws IOException {
        Path markdown = Files.createDirectories(root.resolve("src/site/markdown"));
        Path resources = Files.createDirectories(root.resolve("src/site/resources"));
        Files.writeString(resources.resolve("site.css"), "");
        Files.writeString(root.resolve("README.md"), "# Read me");
        Files.writeString(markdown.resolve("index.md"), "# Index\n\n[a](a.md) $`\\nosuch`$ and $`x^2`$\n");
        assertThat(Site.write(root, root.resolve("site")))
                .hasSize(2)
                .anySatisfy(problem -> assertThat(problem).contains("no file a.md"))
                .anySatisfy(problem -> assertThat(problem).contains("nosuch"));
        assertThat(root.resolve("site/index.html")).content().contains("<msup><mi>x</mi><mn>2</mn></msup>");
    }
}
