package org.sgvae.nn;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.io.AtomicFile;
import org.sgvae.nn.Safetensors.Content;
import org.sgvae.nn.Safetensors.Entry;

/**
 * What a training run needs to go on after a crash: matrices (weights, state of the optimiser and of estimators) and
 * strings (position in the run, digests of data and configuration), in {@value #NEWEST}, with the one before in
 * {@value #PREVIOUS}.
 *
 * <p>Both are {@linkplain Safetensors safetensors} files with a checksum of the whole file, without which none is read,
 * so a damaged one never passes for a checkpoint. Files are forced to the disk before they take the place of others. At
 * any moment, then, and after a crash at any moment, at least one complete checkpoint is there, and from the second on
 * two, but for the moment between two renamings. A directory is for one writer at a time.
 */
public final class Checkpoint {
    /** Name of the newest checkpoint in its directory. */
    public static final String NEWEST = "checkpoint.safetensors";

    /** Name of the one before. */
    public static final String PREVIOUS = "checkpoint.previous.safetensors";

    private static final String NEXT = "checkpoint.next.safetensors"; // complete, but not in its place yet

    private final SortedMap<String, DMatrixRMaj> tensors;
    private final SortedMap<String, String> metadata;
    private final Path file;
    private final Optional<String> fault;

    private Checkpoint(Content content, Path file, Optional<String> fault) throws IOException {
        SortedMap<String, DMatrixRMaj> matrices = new TreeMap<>();
        for (Map.Entry<String, Entry> tensor : content.tensors().entrySet()) {
            matrices.put(tensor.getKey(), matrix(file, tensor.getKey(), tensor.getValue()));
        }
        tensors = Collections.unmodifiableSortedMap(matrices);
        metadata = content.metadata();
        this.file = file;
        this.fault = fault;
    }

    /**
     * The matrices.
     *
     * @return them by name, every bit as they were written; the map is unmodifiable, the matrices are the caller's
     */
    public SortedMap<String, DMatrixRMaj> tensors() {
        return tensors;
    }

    /** {@return the strings by name; unmodifiable} */
    public SortedMap<String, String> metadata() {
        return metadata;
    }

    /** {@return the file that was read} */
    public Path file() {
        return file;
    }

    /** {@return why the newest checkpoint was passed over and the one before read, on one line; empty if it was not} */
    public Optional<String> fault() {
        return fault;
    }

    /**
     * Writes a checkpoint. The newest one before it becomes the previous one, unless it is damaged: then the previous
     * one stays.
     *
     * @param directory a directory that exists
     * @param tensors matrices by name; not modified
     * @param metadata strings by name; not modified
     * @throws IOException if it cannot be written; the checkpoints before it are still there
     * @throws IllegalArgumentException as {@link Safetensors#encode}; the checkpoints before it are still there
     */
    public static void write(Path directory, Map<String, DMatrixRMaj> tensors, Map<String, String> metadata)
            throws IOException {
        Map<String, Entry> entries = new TreeMap<>();
        tensors.forEach((name, matrix) -> entries.put(
                name,
                new Entry(
                        new long[] {matrix.numRows, matrix.numCols},
                        Arrays.copyOf(matrix.data, matrix.getNumElements())))); // EJML's array may be longer
        deleteLeftovers(directory);
        Path next = directory.resolve(NEXT);
        Path newest = directory.resolve(NEWEST);
        AtomicFile.write(next, Safetensors.encode(entries, metadata));
        if (isComplete(newest)) {
            AtomicFile.rename(newest, PREVIOUS);
        }
        AtomicFile.rename(next, NEWEST);
    }

    /**
     * Reads the newest checkpoint, or the one before if the newest is damaged or missing; then {@link #fault} says why.
     *
     * @param directory the directory that it was written to
     * @return the checkpoint
     * @throws IOException if neither can be read; the message names both
     */
    public static Checkpoint read(Path directory) throws IOException {
        try {
            return read(directory.resolve(NEWEST), Optional.empty());
        } catch (IOException newest) {
            try {
                return read(directory.resolve(PREVIOUS), Optional.of(String.valueOf(newest.getMessage())));
            } catch (IOException previous) {
                if (!exists(directory)) {
                    throw new IOException(
                            directory + ": no checkpoint; give the directory of a run that wrote one", newest);
                }
                IOException neither = new IOException(newest.getMessage() + "; and " + previous.getMessage(), newest);
                neither.addSuppressed(previous);
                throw neither;
            }
        }
    }

    /**
     * Looks for a checkpoint.
     *
     * @param directory where one may be
     * @return whether there is one, readable or not
     */
    public static boolean exists(Path directory) {
        return Files.exists(directory.resolve(NEWEST)) || Files.exists(directory.resolve(PREVIOUS));
    }

    private static Checkpoint read(Path file, Optional<String> fault) throws IOException {
        return new Checkpoint(complete(file), file, fault);
    }

    /** Temporary files of a writer that was killed; see {@link AtomicFile}. */
    private static void deleteLeftovers(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return; // writing says what is wrong
        }
        try (DirectoryStream<Path> leftovers = Files.newDirectoryStream(directory, "." + NEXT + ".*.tmp")) {
            for (Path leftover : leftovers) {
                Files.deleteIfExists(leftover);
            }
        }
    }

    private static boolean isComplete(Path file) {
        try {
            complete(file);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static Content complete(Path file) throws IOException {
        if (!Files.exists(file)) {
            throw new IOException(file + ": missing; it was deleted, or its writer killed before it was in place");
        }
        Content content = Safetensors.readContent(file);
        if (!content.checked()) {
            throw new IOException(file + ": damaged or not a checkpoint, it has no checksum; use a copy of it");
        }
        return content;
    }

    private static DMatrixRMaj matrix(Path file, String name, Entry tensor) throws IOException {
        long[] shape = tensor.shape();
        if (shape.length != 2 || Math.max(shape[0], shape[1]) > Integer.MAX_VALUE) {
            throw new IOException(file + ": tensor " + name + " is no matrix; not a checkpoint, use another file");
        }
        return new DMatrixRMaj((int) shape[0], (int) shape[1], true, tensor.data());
    }
}
