package org.sgvae.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A disk of a few kilobytes in memory, mounted in a directory; on Linux and for root only, tests are skipped elsewhere. */
final class SmallDisk implements AutoCloseable {
    private static final String FILLER = "filler";

    private final Path path;

    private SmallDisk(Path path) {
        this.path = path;
    }

    static SmallDisk mount(Path parent, int kilobytes) throws IOException {
        Path path = Files.createTempDirectory(parent, "disk");
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=" + kilobytes + "k", "tmpfs", path.toString()),
                "a file system can be mounted");
        return new SmallDisk(path);
    }

    private static boolean run(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false; // no such command
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    Path path() {
        return path;
    }

    /** Fills it but for some kilobytes. */
    void fill(int kilobytesLeft) throws IOException {
        Files.deleteIfExists(path.resolve(FILLER));
        long usable = Files.getFileStore(path).getUsableSpace();
        try (OutputStream out = Files.newOutputStream(path.resolve(FILLER))) {
            out.write(new byte[(int) Math.max(0, usable - 1024L * kilobytesLeft)]);
        }
    }

    void free() throws IOException {
        Files.delete(path.resolve(FILLER));
    }

    void makeReadOnly() {
        assumeTrue(run("mount", "-o", "remount,ro", path.toString()), "a file system can be made read-only");
    }

    /** All files but the filler, and directories, as paths within it. */
    List<String> content() throws IOException {
        List<String> names = new ArrayList<>();
        try (Stream<Path> files = Files.walk(path)) {
            files.filter(file -> !file.equals(path))
                    .sorted(Comparator.naturalOrder())
                    .map(file -> path.relativize(file).toString())
                    .filter(name -> !name.equals(FILLER))
                    .forEach(names::add);
        }
        return names;
    }

    @Override
    public void close() {
        run("umount", path.toString());
    }
}
