package org.sgvae.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Links from pages into the sources lead to the lines that they name. */
class SourceLinksTest {
    private static final Path PAGE = Path.of("src/site/markdown/model.md");

    static List<Path> pages() throws IOException {
        return SourceLinks.pages();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void links_leadToWhatTheyName(Path page) throws IOException {
        assertThat(SourceLinks.wrong(page))
                .as("links to replace, by mvn -q -Prefresh-lessons")
                .isEmpty();
        assertThat(SourceLinks.corrected(page)).isEqualTo(Files.readString(page));
    }

    @Test
    void pages_linkToLines() throws IOException {
        long links = 0;
        for (Path page : SourceLinks.pages()) {
            links += SourceLinks.LINK.matcher(Files.readString(page)).results().count();
        }
        assertThat(links).isGreaterThan(30);
    }

    @Test
    void corrections_nameTheNearestLineOrThePath() throws IOException {
        String tape = "../../main/java/org/sgvae/autodiff/Tape.java";
        assertThat(SourceLinks.correction(PAGE, "Tape", tape, 1))
                .hasValueSatisfying(right -> assertThat(right).startsWith("[`Tape`](" + tape + "#L"));
        assertThat(SourceLinks.correction(PAGE, "Tape", "../../main/java/org/sgvae/nn/Tape.java", 1))
                .hasValue("src/main/java/org/sgvae/autodiff/Tape.java");
        assertThat(SourceLinks.correction(PAGE, "Tape.noSuchMethod", tape, 1)).isPresent();
        assertThat(SourceLinks.correction(PAGE, "NoSuchType", "NoSuchType.java", 1))
                .hasValue("no file NoSuchType.java");
    }
}
