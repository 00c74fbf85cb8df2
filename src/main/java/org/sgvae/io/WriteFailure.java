package org.sgvae.io;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/** What a failed write means to whoever asked for it: the path, what is wrong, the way out. */
final class WriteFailure {
    private static final long FULL_BYTES = 1 << 16; // a disk with less is taken for full

    private WriteFailure() {}

    /**
     * Explains a failure on one line.
     *
     * @param file the file as the caller named it
     * @param usableSpace how many bytes its disk had left just after
     * @param failure what the system said
     * @return an exception with the failure as its cause
     */
    static IOException explain(Path file, long usableSpace, IOException failure) {
        return new IOException(file + ": " + reason(usableSpace, failure), failure);
    }

    /** How many bytes are left where a file is or is to be; as many as can be if that is not known. */
    static long usableSpace(Path target) {
        try {
            return Files.getFileStore(target.resolveSibling(".")).getUsableSpace();
        } catch (IOException unknown) {
            return Long.MAX_VALUE;
        }
    }

    private static String reason(long usableSpace, IOException failure) {
        String said = said(failure);
        String lower = said.toLowerCase(Locale.ROOT);
        // the system's messages may be in any language
        if (lower.contains("no space left") || lower.contains("not enough space") || usableSpace < FULL_BYTES) {
            return "no space left; free some and try again, or choose another disk";
        }
        if (lower.contains("quota")) {
            return "the disk quota is used up; delete files of yours and try again, or choose another disk";
        }
        if (lower.contains("read-only")) {
            return "the file system is read-only; choose a place that can be written to";
        }
        if (failure instanceof AccessDeniedException) {
            return "permission denied; choose a place that you may write to";
        }
        if (failure instanceof NoSuchFileException) {
            return "its directory has gone; make it again";
        }
        return "cannot be written (" + said + "); check the path and the disk";
    }

    /** The reason alone where the exception has one, without the name of the temporary file. */
    private static String said(IOException failure) {
        String reason = failure instanceof FileSystemException known ? known.getReason() : failure.getMessage();
        return reason == null ? failure.getClass().getSimpleName() : reason.replace('\n', ' ');
    }
}
