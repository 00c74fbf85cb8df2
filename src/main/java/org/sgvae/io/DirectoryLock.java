package org.sgvae.io;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * One writer to a directory at a time, among all programs that ask: the lock of an empty file {@code .lock} in it, which stays.
 * The system takes the lock back when a program ends, however it ends. Where a file system has no locks, nobody is kept out.
 */
public final class DirectoryLock {
    private static final String NAME = ".lock";

    private DirectoryLock() {}

    /**
     * What is to be done in the directory.
     *
     * @param <T> what it results in
     */
    @FunctionalInterface
    public interface Action<T> {
        /**
         * Does it.
         *
         * @return the result
         * @throws IOException if it cannot be done
         */
        T run() throws IOException;
    }

    /**
     * Does something as the only writer.
     *
     * @param <T> what it results in
     * @param directory a directory that exists
     * @param action what to do
     * @return its result
     * @throws IOException if another writer is at work, in this program or another, or the directory cannot be written to,
     *     with a message of one line, {@code PATH: what is wrong; the way out}; or as the action throws it
     */
    public static <T> T holding(Path directory, Action<T> action) throws IOException {
        Path file = directory.resolve(NAME);
        AtomicFile.requireWritable(file);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (isTaken(channel)) {
                throw new IOException(directory + ": another program writes to it; wait until that ends, or stop it");
            }
            return action.run();
        }
    }

    private static boolean isTaken(FileChannel channel) {
        try {
            @Nullable FileLock lock = channel.tryLock();
            return lock == null;
        } catch (OverlappingFileLockException e) {
            return true; // this program has it
        } catch (IOException e) {
            return false; // no locks here
        }
    }
}
