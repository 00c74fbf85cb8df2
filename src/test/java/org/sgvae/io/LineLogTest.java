package org.sgvae.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineLogTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("log.jsonl");
    }

    @Test
    void lines_areAppended() throws IOException {
        LineLog.append(file, "one");
        LineLog.append(file, "zwölf");
        assertThat(file).hasBinaryContent("one\nzwölf\n".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void lineWithoutEnd_isRemoved() throws IOException {
        for (int torn : new int[] {1, 5, 4095, 4096, 4097, 10_000}) {
            Files.writeString(file, "one\n" + "x".repeat(torn));
            LineLog.append(file, "two");
            assertThat(file).hasContent("one\ntwo\n");
            Files.writeString(file, "x".repeat(torn));
            LineLog.append(file, "two");
            assertThat(file).hasContent("two\n");
        }
    }

    /** The disk is full after each possible number of bytes. */
    @Test
    void lineThatDoesNotFit_isTakenBack() throws IOException {
        byte[] line = "a second line\n".getBytes(StandardCharsets.UTF_8);
        for (int fits = 0; fits < line.length; fits++) {
            Files.writeString(file, "one\n");
            int free = fits;
            try (FileChannel real = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                assertThatIOException()
                        .isThrownBy(() -> LineLog.append(full(real, free), line))
                        .withMessage("No space left on device");
            }
            assertThat(file).hasContent("one\n");
        }
    }

    @Test
    void failure_namesThePathAndTheWayOut() {
        Path nowhere = folder.resolve("no/log");
        assertThatIOException()
                .isThrownBy(() -> LineLog.append(nowhere, "one"))
                .withMessage(nowhere + ": its directory has gone; make it again");
    }

    /** A channel of a disk with so many bytes left; some systems write what fits first. */
    private static SeekableByteChannel full(SeekableByteChannel real, int free) {
        int[] left = {free};
        return (SeekableByteChannel) Proxy.newProxyInstance(
                LineLogTest.class.getClassLoader(),
                new Class<?>[] {SeekableByteChannel.class},
                (proxy, method, args) -> {
                    if (method.getName().equals("write")) {
                        if (left[0] == 0) {
                            throw new IOException("No space left on device");
                        }
                        ByteBuffer source = (ByteBuffer) args[0];
                        ByteBuffer part =
                                source.duplicate().limit(source.position() + Math.min(left[0], source.remaining()));
                        int written = real.write(part);
                        source.position(part.position());
                        left[0] -= written;
                        return written;
                    }
                    try {
                        return method.invoke(real, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
