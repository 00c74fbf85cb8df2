package org.sgvae.autodiff;

import java.util.Arrays;

/**
 * A growable list of row numbers, segment numbers or the like.
 *
 * <p>Those that come from {@link Tape#indices()} are lent until the tape is reset and then used again: building the
 * index lists of a pass allocates nothing once the tape has seen a pass of that size. Once an operation has recorded a
 * list, the list must not change until the tape is reset.
 */
public final class Indices {
    private int[] data = new int[16];
    private int size;

    /** Makes an empty list that belongs to no tape. */
    public Indices() {}

    /**
     * Makes a list that belongs to no tape.
     *
     * @param values its entries; copied
     * @return the list
     */
    public static Indices of(int... values) {
        return new Indices().addAll(values);
    }

    /** {@return the number of entries} */
    public int size() {
        return size;
    }

    /**
     * Returns an entry.
     *
     * @param i position, from 0
     * @return the entry at that position
     */
    public int get(int i) {
        return data[i];
    }

    /**
     * Replaces an entry.
     *
     * @param i position, from 0, below {@link #size()}
     * @param value the new entry
     */
    public void set(int i, int value) {
        data[i] = value;
    }

    /**
     * Appends an entry.
     *
     * @param value the entry
     * @return this list
     */
    public Indices add(int value) {
        if (size == data.length) {
            data = Arrays.copyOf(data, 2 * size);
        }
        data[size++] = value;
        return this;
    }

    /**
     * Appends many entries.
     *
     * @param values the entries; not modified
     * @return this list
     */
    public Indices addAll(int... values) {
        for (int value : values) {
            add(value);
        }
        return this;
    }

    /**
     * Makes this list \(0, 0, …\) of the given length.
     *
     * @param length number of zeros
     * @return this list
     */
    public Indices zeros(int length) {
        if (data.length < length) {
            data = new int[Math.max(length, 2 * data.length)];
        }
        Arrays.fill(data, 0, length, 0);
        size = length;
        return this;
    }

    /**
     * Forgets the last entries.
     *
     * @param length number of entries that stay, at most {@link #size()}
     */
    public void truncate(int length) {
        size = Math.min(size, length);
    }

    /** Forgets all entries. */
    public void clear() {
        size = 0;
    }

    /** {@return the backing array, of which the first {@link #size()} entries count; for kernels, not to be kept} */
    public int[] data() {
        return data;
    }

    @Override
    public String toString() {
        return Arrays.toString(Arrays.copyOf(data, size));
    }
}
