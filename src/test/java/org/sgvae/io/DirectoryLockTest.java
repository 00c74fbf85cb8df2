package org.sgvae.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryLockTest {
    @TempDir
    Path folder;

    @Test
    void secondWriter_isRefusedUntilTheFirstIsDone() throws IOException {
        String result = DirectoryLock.holding(folder, () -> {
            assertThatThrownBy(() -> DirectoryLock.holding(folder, () -> "second"))
                    .isInstanceOf(IOException.class)
                    .hasMessage(folder + ": another program writes to it; wait until that ends, or stop it");
            return "first";
        });
        assertThat(result).isEqualTo("first");
        assertThat(DirectoryLock.holding(folder, () -> "third")).isEqualTo("third");
    }

    /** Ended without closing, as by a kill. */
    @Test
    void writerOfAnotherProgram_isRespectedUntilThatEnds() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        folder.toString())
                .start();
        try {
            assertThat(process.getInputStream().read()).isEqualTo('1'); // it has the lock
            assertThatThrownBy(() -> DirectoryLock.holding(folder, () -> "second"))
                    .hasMessageContaining("another program");
        } finally {
            process.destroyForcibly().waitFor();
        }
        assertThat(DirectoryLock.holding(folder, () -> "third")).isEqualTo("third");
    }

    @Test
    void directoryThatIsNotThere_isSaid() {
        assertThatThrownBy(() -> DirectoryLock.holding(folder.resolve("none"), () -> "first"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no directory to write it to");
        assertThat(Files.exists(folder.resolve("none"))).isFalse();
    }

    /** Holds the lock of a directory until it is killed. */
    static final class Holder {
        private Holder() {}

        public static void main(String... args) throws IOException {
            DirectoryLock.holding(Path.of(args[0]), () -> {
                System.out.print('1');
                System.out.flush();
                return System.in.read(); // until it is killed
            });
        }
    }
}
