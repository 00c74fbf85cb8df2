package org.sgvae.autodiff;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Supplier;
import org.ejml.data.DMatrixRMaj;

/**
 * Matrices and working objects that are used again pass after pass, so that a pass of shapes already seen allocates
 * nothing.
 *
 * <p>Matrices are lent until they are {@linkplain #giveBack given back}; index lists, lists and other {@linkplain
 * #recycled objects} until the tape that owns this workspace is {@linkplain Tape#reset() reset}. For one thread.
 */
public final class Workspace {
    private static final Supplier<Indices> NEW_INDICES = Indices::new;
    private static final Supplier<List<Variable>> NEW_LIST = ArrayList::new;

    private final MatrixPool matrices = new MatrixPool();
    private final IdentityHashMap<Supplier<?>, Recycled<?>> recycled = new IdentityHashMap<>();
    private final List<Recycled<?>> recycledLists = new ArrayList<>();

    Workspace() {}

    /**
     * Lends a matrix for the duration of a computation; hand it back with {@link #giveBack}.
     *
     * @param rows number of rows
     * @param columns number of columns
     * @return the matrix, rows x columns, with arbitrary entries; its array may be longer
     * @throws IllegalArgumentException if a Java array cannot hold as many entries
     */
    public DMatrixRMaj borrow(int rows, int columns) {
        return borrow("borrow", rows, columns);
    }

    /** As {@link #borrow(int, int)}, for the operation that an error is to name. */
    DMatrixRMaj borrow(String operation, int rows, int columns) {
        Shapes.requireSize(operation, rows, columns);
        return matrices.take(rows, columns);
    }

    /**
     * Takes back a matrix that {@link #borrow} or {@link #zeros} lent.
     *
     * @param matrix the matrix, not to be used any more
     */
    public void giveBack(DMatrixRMaj matrix) {
        matrices.give(matrix);
    }

    /**
     * Lends a matrix of zeros, as {@link #borrow} does.
     *
     * @param rows number of rows
     * @param columns number of columns
     * @return the matrix, rows x columns
     */
    public DMatrixRMaj zeros(int rows, int columns) {
        DMatrixRMaj matrix = borrow("zeros", rows, columns);
        Arrays.fill(matrix.data, 0, rows * columns, 0);
        return matrix;
    }

    /** {@return an empty index list, the tape's until it is reset} */
    public Indices indices() {
        Indices indices = recycled(NEW_INDICES);
        indices.clear();
        return indices;
    }

    /** {@return an empty list of variables, the tape's until it is reset} */
    public List<Variable> list() {
        List<Variable> list = recycled(NEW_LIST);
        list.clear();
        return list;
    }

    /**
     * Lends a working object until the tape is reset: one left from an earlier pass, or a new one.
     *
     * @param <T> its type
     * @param maker makes a new one; a constant, since its identity names the kind of object
     * @return the object, in the state in which it was left
     */
    public <T> T recycled(Supplier<T> maker) {
        @SuppressWarnings("unchecked") // put below under the same key
        Recycled<T> kind = (Recycled<T>) recycled.get(maker);
        if (kind == null) {
            kind = new Recycled<>();
            recycled.put(maker, kind);
            recycledLists.add(kind);
        }
        if (kind.lent == kind.objects.size()) {
            kind.objects.add(maker.get());
        }
        return kind.objects.get(kind.lent++);
    }

    /** Takes all objects back; matrices are given back one by one. */
    void reset() {
        for (int i = 0; i < recycledLists.size(); i++) { // an iterator would be garbage
            recycledLists.get(i).lent = 0;
        }
    }

    private static final class Recycled<T> {
        final List<T> objects = new ArrayList<>();
        int lent;
    }
}
