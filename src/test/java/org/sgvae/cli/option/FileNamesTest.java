package org.sgvae.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class FileNamesTest {
    @Test
    void arguments_areSpeltIfTheEncodingHasTheirCharacters() {
        assertThat(FileNames.areSpelt(StandardCharsets.US_ASCII, "train", "--out", "runs/a"))
                .isTrue();
        assertThat(FileNames.areSpelt(StandardCharsets.US_ASCII, "train", "naïve.g6"))
                .isFalse();
        assertThat(FileNames.areSpelt(StandardCharsets.UTF_8, "naïve.g6")).isTrue();
        assertThat(FileNames.areSpelt(StandardCharsets.UTF_8, "na\ufffdve.g6")).isFalse();
    }

    /** A new JVM, as the locale is looked at when it starts. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void nameThatTheLocaleCannotSpell_isOneLine() throws IOException, InterruptedException {
        assumeTrue(FileNames.areSpelt("naïve"), "this locale cannot spell it either");
        for (List<String> options : List.of(List.of("--data", "naïve.g6"), List.of("--out", "naïve"))) {
            ProcessBuilder java = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    "org.sgvae.cli.Main",
                    "train");
            java.command().addAll(options);
            java.environment().put("LC_ALL", "C");
            Process process = java.redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).isEqualTo(2);
            assertThat(said)
                    .startsWith("sgvae: an argument has characters that the locale cannot spell, ")
                    .endsWith("; set one of UTF-8, such as LC_ALL=C.UTF-8\n")
                    .hasLineCount(1);
        }
    }
}
