package org.sgvae.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Replaces files atomically: whoever opens the file, at any time and after any crash, sees the old content or the new,
 * whole.
 *
 * <p>The content goes to a temporary sibling, {@code .NAME.UUID.tmp}, which is forced to the disk and then renamed; the
 * directory is forced too where the system can do that. A symbolic link stays and what it points to is replaced. The
 * permissions of a file that is replaced are kept; a new file gets those of the umask. What is not a regular file, such
 * as {@code /dev/stdout}, is written to directly. A process that is killed while it writes leaves the temporary
 * sibling, which may be deleted.
 *
 * <p>Every {@link IOException} has a message of one line, {@code PATH: what is wrong; the way out}.
 */
public final class AtomicFile {
    private static final int MAX_LINKS = 40; // as many as Linux follows
    private static final Pattern TEMPORARY = Pattern.compile("\\..*\\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\\.tmp");
    private static final String EXISTS = ": exists already; choose another name";

    private AtomicFile() {}

    /** What is to be in a file. */
    @FunctionalInterface
    public interface Content {
        /**
         * Writes all of it.
         *
         * @param out where to; buffered, and closed by the caller
         * @throws IOException if it cannot be written
         */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Replaces or creates a text file.
     *
     * @param file the file, in a directory that exists
     * @param text its content, written as UTF-8
     * @throws IOException if it cannot be written; the file is as it was before
     */
    public static void write(Path file, String text) throws IOException {
        write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Replaces or creates a file.
     *
     * @param file the file, in a directory that exists
     * @param content its content; not modified
     * @throws IOException if it cannot be written; the file is as it was before
     */
    public static void write(Path file, byte[] content) throws IOException {
        write(file, out -> out.write(content));
    }

    /**
     * Replaces or creates a file whose content is made while it is written. If that throws, the file is as it was
     * before.
     *
     * @param file the file, in a directory that exists
     * @param content its content
     * @throws IOException if it cannot be written; the file is as it was before
     */
    public static void write(Path file, Content content) throws IOException {
        requireWritable(file);
        Path target = target(file);
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target))) {
                content.writeTo(out);
            } catch (IOException e) {
                throw WriteFailure.explain(file, WriteFailure.usableSpace(target), e);
            }
        } else {
            replace(file, target, content);
        }
    }

    /**
     * Creates a text file, complete from the moment it is there. Of two that create the same file, one succeeds.
     *
     * @param file the file, in a directory that exists
     * @param text its content, written as UTF-8
     * @throws IOException if it exists already, whatever it is, or cannot be written
     */
    public static void create(Path file, String text) throws IOException {
        Path target = file.toAbsolutePath();
        Path temporary = temporary(target);
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(file + EXISTS);
        }
        requireWritable(file);
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        replace(file, temporary, out -> out.write(content));
        try {
            Files.createLink(target, temporary); // fails if there is a file, where a renaming would replace it
        } catch (FileAlreadyExistsException e) {
            throw new IOException(file + EXISTS, e);
        } catch (IOException | UnsupportedOperationException noLinksHere) {
            Files.move(temporary, target); // looks first, which another process might do as well
        } finally {
            Files.deleteIfExists(temporary);
        }
        forceDirectory(target);
    }

    /**
     * Whether a file is one that a killed process left, and may be deleted.
     *
     * @param file a file
     * @return true if it has the name of a temporary sibling
     */
    public static boolean isTemporary(Path file) {
        return TEMPORARY.matcher(String.valueOf(file.getFileName())).matches();
    }

    /**
     * Gives a file another name in its directory, at once and for good.
     *
     * @param file the file
     * @param name what it is to be called; a file of that name is replaced
     * @throws IOException if it cannot be renamed; both files are as they were before
     */
    public static void rename(Path file, String name) throws IOException {
        Path target = file.toAbsolutePath().resolveSibling(name);
        try {
            Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw WriteFailure.explain(target, WriteFailure.usableSpace(target), e);
        }
        forceDirectory(target);
    }

    /**
     * Checks, before the work for its content begins, that a file can be written; nothing is changed.
     *
     * @param file the file
     * @throws IOException if it is a directory or write-protected, or if its directory does not exist or cannot be
     *     written to
     */
    public static void requireWritable(Path file) throws IOException {
        Path target = target(file);
        Path directory = target.getParent();
        if (Files.isDirectory(target)) {
            throw new IOException(file + ": is a directory; give the name of a file");
        }
        if (Files.exists(target) && !Files.isWritable(target)) {
            throw new IOException(file + ": is write-protected; choose another name or change its permissions");
        }
        if (directory == null || !Files.isDirectory(directory)) {
            throw new IOException(file + ": no directory to write it to; make " + directory + " first");
        }
        if (!Files.exists(target) || Files.isRegularFile(target)) {
            if (Files.getFileStore(directory).isReadOnly()) {
                throw new IOException(file + ": the file system is read-only; choose a place that can be written to");
            }
            if (!Files.isWritable(directory)) {
                throw new IOException(file + ": directory " + directory
                        + " is write-protected; choose another or change its permissions");
            }
        }
    }

    /** Where a chain of links ends, which need not exist. */
    private static Path target(Path file) throws IOException {
        Path target = file.toAbsolutePath();
        for (int links = 0; Files.isSymbolicLink(target); links++) {
            if (links == MAX_LINKS) {
                throw new FileSystemLoopException(file + ": a loop of symbolic links; remove one of them");
            }
            target = target.resolveSibling(Files.readSymbolicLink(target));
        }
        return target;
    }

    private static void replace(Path file, Path target, Content content) throws IOException {
        Path temporary = temporary(target);
        try {
            try (FileChannel channel = create(temporary, target);
                    OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel))) {
                content.writeTo(out);
                out.flush();
                channel.force(true); // before the renaming, or a power cut could leave the new name with no content
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw WriteFailure.explain(
                    file, WriteFailure.usableSpace(target), e); // while the temporary file still takes space
        } finally {
            Files.deleteIfExists(temporary);
        }
        forceDirectory(target);
    }

    private static Path temporary(Path target) {
        return target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
    }

    /** Creates a file with the permissions of another if that exists, otherwise with those of the umask. */
    private static FileChannel create(Path file, Path like) throws IOException {
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        if (!Files.exists(like) || !Files.getFileStore(like).supportsFileAttributeView("posix")) {
            return FileChannel.open(file, options);
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(like);
        FileAttribute<?> atMost = PosixFilePermissions.asFileAttribute(permissions); // the umask takes some away
        FileChannel channel = FileChannel.open(file, options, atMost);
        Files.setPosixFilePermissions(file, permissions);
        return channel;
    }

    /**
     * Makes the renaming itself outlive a power cut. Windows cannot open a directory: there the file system sees to it.
     */
    private static void forceDirectory(Path file) {
        try (FileChannel directory = FileChannel.open(file.resolveSibling("."), StandardOpenOption.READ)) {
            directory.force(true);
        } catch (IOException notSupported) {
            // the file is complete under its name all the same
        }
    }
}
