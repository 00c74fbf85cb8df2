package org.sgvae.graph;

/**
 * What graphs take of the memory, so that a short text cannot ask for all of it: an error in time, with the way out.
 */
public final class MemoryLimit {
    private static final int BYTES_WHILE_BUILT = 64; // of an edge, in the builder and in the graph
    private static final int MEGABYTE = 1 << 20;

    private final String name;
    private final long most = Runtime.getRuntime().maxMemory() / 2; // work with the graphs takes as much again
    private long bytes;
    private int graphs;

    /**
     * @param name what the graphs are called in errors
     */
    public MemoryLimit(String name) {
        this.name = name;
    }

    /**
     * Counts one more graph that is kept.
     *
     * @throws IllegalArgumentException if they take more than half of the memory
     */
    public void add(Graph graph) {
        graphs++;
        bytes += 200 + 8L * graph.nodes() + 28L * graph.edges(); // its arrays of int
        if (bytes > most) {
            throw new IllegalArgumentException(name + ": the first " + graphs + " graphs take " + bytes / MEGABYTE
                    + " MB, more than half of the memory; take fewer or smaller ones,"
                    + " or give Java more with -Xmx");
        }
    }

    /**
     * Checks that a graph of so many edges fits.
     *
     * @throws IllegalArgumentException if it does not
     */
    static void requireEdges(int edges) {
        long most = Math.min(Runtime.getRuntime().maxMemory() / BYTES_WHILE_BUILT, Integer.MAX_VALUE / 4);
        if (edges > most) {
            throw new IllegalArgumentException(
                    "a graph of more than " + most + " edges does not fit the memory; give Java more with -Xmx");
        }
    }

    /** {@return how long a line of JSON may be, in bytes: its values take up to 50 times as much} */
    public static int jsonLine() {
        return (int) Math.min(Runtime.getRuntime().maxMemory() / 128, 1 << 28);
    }
}
