package org.sgvae.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("file.txt");
    }

    private void assumePosix() throws IOException {
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"), "no permissions here");
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private void assertOnly(String... names) {
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder(names);
    }

    @Test
    void write_createsAndReplacesAndLeavesNothingElse() throws IOException {
        AtomicFile.write(file, "é");
        assertThat(file).hasBinaryContent("é".getBytes(StandardCharsets.UTF_8));
        AtomicFile.write(file, new byte[] {1, 2, 3});
        assertThat(file).hasBinaryContent(new byte[] {1, 2, 3});
        AtomicFile.write(file, "");
        assertThat(file).isEmptyFile();
        assertOnly("file.txt");
    }

    @Test
    void newFile_hasThePermissionsThatAnyOtherHas() throws IOException {
        assumePosix();
        AtomicFile.write(file, "new");
        assertThat(permissions(file)).isEqualTo(permissions(Files.writeString(folder.resolve("other"), "")));
    }

    @Test
    void permissions_areThoseOfTheFileReplaced() throws IOException {
        assumePosix();
        Files.writeString(file, "old");
        for (String permissions : new String[] {"rw-------", "rw-rw-rw-", "rwxr-x---"}) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
            AtomicFile.write(file, permissions);
            assertThat(file).hasContent(permissions);
            assertThat(permissions(file)).isEqualTo(permissions);
        }
    }

    @Test
    void links_stayAndWhatTheyPointToIsReplaced() throws IOException {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        Path target = Files.writeString(inner.resolve("target"), "old");
        Path link = Files.createSymbolicLink(inner.resolve("link"), Path.of("target")); // relative to the link
        Files.createSymbolicLink(file, link);
        AtomicFile.write(file, "new");
        assertThat(target).hasContent("new").isRegularFile();
        assertThat(file).isSymbolicLink();
        assertThat(link).isSymbolicLink();
        Files.delete(target);
        AtomicFile.write(file, "dangling before");
        assertThat(target).hasContent("dangling before");
        assertThat(inner.toFile().list()).containsExactlyInAnyOrder("link", "target");
    }

    @Test
    void loopOfLinks_isRejected() throws IOException {
        Files.createSymbolicLink(file, file);
        assertThatThrownBy(() -> AtomicFile.write(file, "x"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("file.txt: a loop of symbolic links; remove");
    }

    @Test
    void write_thatCannotBe_namesThePathAndTheWayOut() throws IOException {
        Path occupied = Files.createDirectory(folder.resolve("occupied"));
        Path inside = Files.writeString(occupied.resolve("inside"), "old");
        assertFails(occupied, "is a directory; give the name of a file");
        assertFails(folder.resolve("no folder").resolve("f"), "no directory to write it to; make ");
        assertFails(inside.resolve("f"), "no directory to write it to; make ");
        assertOnly("occupied");
        assertThat(inside).hasContent("old");
    }

    @Test
    void writeProtected_isRespected() throws IOException {
        assumePosix();
        Path locked = Files.createDirectory(folder.resolve("locked"));
        Files.writeString(file, "old");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("r-xr-xr-x"));
        assumeTrue(!Files.isWritable(locked), "this user may write everywhere");
        assertFails(file, "is write-protected; choose another name or change its permissions");
        assertFails(locked.resolve("f"), "is write-protected; choose another or change its permissions");
        assertThat(file).hasContent("old");
    }

    private static void assertFails(Path file, String what) {
        for (int attempt = 0; attempt < 2; attempt++) {
            boolean first = attempt == 0;
            assertThatThrownBy(() -> {
                        if (first) {
                            AtomicFile.requireWritable(file);
                        } else {
                            AtomicFile.write(file, "x");
                        }
                    })
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessageStartingWith(file + ": ")
                    .hasMessageContaining(what)
                    .hasMessageNotContainingAny("\n", ".tmp");
        }
    }

    @Test
    void readers_neverSeeAPartOfAFile() throws Exception {
        byte[] ones = new byte[300_000];
        byte[] twos = new byte[200_000];
        Arrays.fill(ones, (byte) 1);
        Arrays.fill(twos, (byte) 2);
        AtomicFile.write(file, ones);
        List<byte[]> seen = new ArrayList<>();
        Thread reader = new Thread(() -> {
            while (!Thread.currentThread().isInterrupted() && seen.size() < 2000) {
                try (InputStream in = Files.newInputStream(file)) {
                    seen.add(in.readAllBytes());
                } catch (IOException e) {
                    seen.add(new byte[0]);
                }
            }
        });
        reader.start();
        for (int i = 0; i < 20; i++) {
            AtomicFile.write(file, i % 2 == 0 ? twos : ones);
        }
        reader.interrupt();
        reader.join();
        assertThat(seen).allMatch(x -> Arrays.equals(x, ones) || Arrays.equals(x, twos));
    }

    @Test
    void content_thatThrows_leavesWhatWasThere() throws IOException {
        AtomicFile.write(file, "old");
        assertThatThrownBy(() -> AtomicFile.write(file, out -> {
                    out.write(new byte[100_000]);
                    throw new IllegalArgumentException("no such graph");
                }))
                .hasMessage("no such graph");
        assertThat(file).hasContent("old");
        assertOnly("file.txt");
    }

    @Test
    void failures_areExplained() {
        assertExplained(new IOException("No space left on device"), "no space left; free some");
        assertExplained(new IOException("There is not enough space on the disk"), "no space left");
        assertExplained(new FileSystemException("x.tmp", null, "Disk quota exceeded"), "the disk quota is used up; ");
        assertExplained(new FileSystemException("x.tmp", null, "Read-only file system"), "is read-only; choose");
        assertExplained(new AccessDeniedException("x.tmp"), "permission denied; choose");
        assertExplained(new NoSuchFileException("x.tmp"), "its directory has gone; make it again");
        assertExplained(new IOException("Input/output\nerror"), "cannot be written (Input/output error); check");
    }

    private void assertExplained(IOException failure, String what) {
        assertThat(WriteFailure.explain(file, 1 << 20, failure))
                .hasMessageStartingWith(file + ": ")
                .hasMessageContaining(what)
                .hasMessageNotContainingAny("\n", ".tmp")
                .hasCause(failure);
    }

    /** A message in another language: the disk is asked whether it is full. */
    @Test
    void fullDisk_isExplainedInEveryLanguage() {
        IOException failure = new IOException("Auf dem Gerät ist kein Speicherplatz mehr verfügbar");
        assertThat(WriteFailure.explain(file, 100, failure)).hasMessageContaining("no space left; ");
    }
}
