package org.sgvae.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunNameTest {
    @TempDir
    Path folder;

    @Test
    void runsOfTheSameSecond_haveDirectoriesOfTheirOwn() {
        Path parent = folder.resolve("runs");
        assertThat(IntStream.range(0, 20).parallel().mapToObj(i -> {
                    try {
                        return RunName.create(parent, "now");
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                }))
                .doesNotHaveDuplicates()
                .allMatch(Files::isDirectory)
                .contains(parent.resolve("now"), parent.resolve("now-2"), parent.resolve("now-20"));
    }

    @Test
    void placeThatCannotBeWritten_isNamedWithTheWayOut() throws IOException {
        Path file = Files.writeString(folder.resolve("runs"), "");
        assertThatIOException()
                .isThrownBy(() -> RunName.create(file, "now"))
                .withMessage(file + ": no directory can be made in it; choose one with --out");
    }
}
