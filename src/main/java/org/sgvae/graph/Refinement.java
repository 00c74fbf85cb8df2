package org.sgvae.graph;

import java.util.Arrays;

/**
 * Colour refinement (one-dimensional Weisfeiler–Leman): splits the nodes of a {@link Structure} into cells until any two
 * nodes of a cell have, for every cell and every relation, the same number of neighbours in it.
 *
 * <p>This is exact, not by hashing, in about (arcs · log nodes) steps: cells that split others wait in a queue, and of a
 * cell that falls apart after it had its turn the largest part need not wait (Hopcroft). With two structures side by side
 * (see {@link Structure#beside}) it gives up as soon as a cell holds more nodes of one than of the other, since then no
 * isomorphism keeps the colours.
 */
final class Refinement {

    private final Structure structure;
    private final SearchLimit limit;

    /** Nodes below this are the first structure's, the others the second's; 0 where there is only one. */
    private final int half;

    /** The nodes, cell by cell; a cell is named by the position where it starts. */
    private final int[] elements;

    private final int[] position;
    private final int[] cellOf;
    private final int[] cellSize;

    private final int[] queue;
    private final boolean[] queued;
    private int head;
    private int waiting;

    private final int[] count;
    private final int[] touchedInCell;
    private final int[] touchedCells;
    private boolean balanced = true;

    private Refinement(Structure structure, int half, SearchLimit limit) {
        int n = structure.nodes();
        this.structure = structure;
        this.half = half;
        this.limit = limit;
        elements = new int[n];
        position = new int[n];
        cellOf = new int[n];
        cellSize = new int[n];
        queue = new int[n];
        queued = new boolean[n];
        count = new int[n];
        touchedInCell = new int[n];
        touchedCells = new int[n];
    }

    /** The stable colour of every node; colours are numbers below the number of nodes. */
    static int[] of(Structure structure, SearchLimit limit) {
        Refinement refinement = new Refinement(structure, 0, limit);
        refinement.run();
        return refinement.cellOf;
    }

    /**
     * The stable colours of two structures of equal size beside each other, or an empty array where the colours show that
     * they are not isomorphic.
     */
    static int[] ofPair(Structure first, Structure second, SearchLimit limit) {
        Refinement refinement = new Refinement(first.beside(second), first.nodes(), limit);
        refinement.run();
        return refinement.balanced ? refinement.cellOf : new int[0];
    }

    private void run() {
        limit.spend(structure.nodes() + structure.arcs()); // building what is refined takes time too
        startFromColours();
        long[] arcs = new long[16];
        while (waiting > 0 && balanced) {
            int splitter = queue[head];
            head = (head + 1) % queue.length;
            waiting--;
            queued[splitter] = false;
            int size = 0;
            for (int at = splitter; at < splitter + cellSize[splitter]; at++) {
                int v = elements[at];
                int degree = structure.degree(v);
                if (size + degree > arcs.length) {
                    arcs = Arrays.copyOf(arcs, 2 * (size + degree));
                }
                for (int i = 0; i < degree; i++) {
                    arcs[size++] = (long) structure.relation(v, i) << 32 | structure.neighbour(v, i);
                }
            }
            limit.spend(1 + size);
            Arrays.sort(arcs, 0, size); // all arcs of one relation stand together
            for (int from = 0, to; from < size && balanced; from = to) {
                to = from + 1;
                while (to < size && arcs[to] >>> 32 == arcs[from] >>> 32) {
                    to++;
                }
                splitByCounts(arcs, from, to);
            }
        }
    }

    private void startFromColours() {
        int n = elements.length;
        long[] byColour = new long[n];
        for (int v = 0; v < n; v++) {
            byColour[v] = (long) structure.colour(v) << 32 | v;
        }
        Arrays.sort(byColour);
        for (int at = 0; at < n; at++) {
            elements[at] = (int) byColour[at];
            position[elements[at]] = at;
        }
        for (int from = 0, to; from < n; from = to) {
            to = from + 1;
            while (to < n && byColour[to] >> 32 == byColour[from] >> 32) {
                to++;
            }
            makeCell(from, to);
            if (!structure.settled() || byColour[from] >> 32 == Structure.ALONE) {
                enqueue(from);
            }
        }
    }

    /** Splits every cell by the number of times its nodes end one of these arcs. */
    private void splitByCounts(long[] arcs, int from, int to) {
        int cells = 0;
        for (int a = from; a < to; a++) {
            int v = (int) arcs[a];
            if (count[v]++ == 0) {
                int cell = cellOf[v];
                if (touchedInCell[cell]++ == 0) {
                    touchedCells[cells++] = cell;
                }
                swap(position[v], cell + cellSize[cell] - touchedInCell[cell]);
            }
        }
        for (int i = 0; i < cells; i++) {
            splitCell(touchedCells[i]);
        }
    }

    /** Splits one cell whose touched nodes stand at its end. */
    private void splitCell(int cell) {
        int end = cell + cellSize[cell];
        int touchedFrom = end - touchedInCell[cell];
        long[] byCount = new long[touchedInCell[cell]];
        for (int i = 0; i < byCount.length; i++) {
            int v = elements[touchedFrom + i];
            byCount[i] = (long) count[v] << 32 | v;
            count[v] = 0;
        }
        touchedInCell[cell] = 0;
        if (touchedFrom == cell && sameCount(byCount)) {
            return;
        }
        Arrays.sort(byCount);
        for (int i = 0; i < byCount.length; i++) {
            elements[touchedFrom + i] = (int) byCount[i];
            position[(int) byCount[i]] = touchedFrom + i;
        }
        boolean wasQueued = queued[cell];
        int largest = cell;
        if (touchedFrom > cell) {
            cellSize[cell] = touchedFrom - cell; // these nodes keep the old name
        } else {
            cellSize[cell] = 0;
        }
        for (int i = 0, next; i < byCount.length; i = next) {
            next = i + 1;
            while (next < byCount.length && byCount[next] >> 32 == byCount[i] >> 32) {
                next++;
            }
            makeCell(touchedFrom + i, touchedFrom + next);
            if (cellSize[touchedFrom + i] > cellSize[largest]) {
                largest = touchedFrom + i;
            }
        }
        for (int part = cell; part < end; part += cellSize[part]) {
            if ((wasQueued || part != largest) && !queued[part]) {
                enqueue(part);
            }
        }
    }

    private static boolean sameCount(long[] byCount) {
        for (long entry : byCount) {
            if (entry >> 32 != byCount[0] >> 32) {
                return false;
            }
        }
        return true;
    }

    private void makeCell(int from, int to) {
        cellSize[from] = to - from;
        int first = 0;
        for (int at = from; at < to; at++) {
            cellOf[elements[at]] = from;
            if (elements[at] < half) {
                first++;
            }
        }
        balanced &= half == 0 || 2 * first == to - from;
    }

    private void enqueue(int cell) {
        queue[(head + waiting++) % queue.length] = cell;
        queued[cell] = true;
    }

    private void swap(int i, int j) {
        int v = elements[i];
        int w = elements[j];
        elements[i] = w;
        elements[j] = v;
        position[w] = i;
        position[v] = j;
    }
}
