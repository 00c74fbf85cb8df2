package org.sgvae.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Orderings \(\pi\) of the nodes 0..n−1: each an array that holds every node once. */
public final class Orderings {

    /** Above this, n! orderings are too many to list: 10! is 3,628,800. */
    private static final int LARGEST_LISTED = 9;

    private Orderings() {}

    /**
     * The ordering 0, 1, …, n−1.
     *
     * @param n number of nodes
     * @return a new array
     */
    public static int[] identity(int n) {
        int[] order = new int[n];
        Arrays.setAll(order, i -> i);
        return order;
    }

    /**
     * Whether an array is an ordering.
     *
     * @param order not modified
     * @return true if it holds each of 0..length−1 once
     */
    public static boolean isPermutation(int[] order) {
        boolean[] seen = new boolean[order.length];
        for (int v : order) {
            if (v < 0 || v >= order.length || seen[v]) {
                return false;
            }
            seen[v] = true;
        }
        return true;
    }

    /**
     * Checks that an array is an ordering of n nodes.
     *
     * @param order not modified
     * @param n number of nodes
     * @throws IllegalArgumentException if it is not
     */
    public static void requirePermutation(int[] order, int n) {
        if (order.length != n || !isPermutation(order)) {
            throw new IllegalArgumentException("ordering " + Arrays.toString(order) + "; list each of the " + n
                    + " nodes 0.." + (n - 1) + " once");
        }
    }

    /**
     * The inverse: {@code inverse(order)[order[i]] == i}, the position of each node.
     *
     * @param order an ordering; not modified
     * @return a new array
     * @throws IllegalArgumentException if it is not an ordering
     */
    public static int[] inverse(int[] order) {
        requirePermutation(order, order.length);
        int[] position = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            position[order[i]] = i;
        }
        return position;
    }

    /**
     * All n! orderings in lexicographic order.
     *
     * @param n number of nodes, 0 to 9
     * @return new arrays
     * @throws IllegalArgumentException if n is negative or so large that the list would not be practical
     */
    public static List<int[]> all(int n) {
        if (n < 0 || n > LARGEST_LISTED) {
            throw new IllegalArgumentException(
                    "all orderings of " + n + " nodes; they can be listed for 0 to " + LARGEST_LISTED + " nodes");
        }
        List<int[]> orderings = new ArrayList<>();
        int[] order = identity(n);
        do {
            orderings.add(order.clone());
        } while (advance(order));
        return orderings;
    }

    /** Turns an ordering into its lexicographic successor in place, or returns false at the last. */
    private static boolean advance(int[] order) {
        int i = order.length - 2;
        while (i >= 0 && order[i] > order[i + 1]) {
            i--;
        }
        if (i < 0) {
            return false;
        }
        int j = order.length - 1;
        while (order[j] < order[i]) {
            j--;
        }
        swap(order, i, j);
        for (int left = i + 1, right = order.length - 1; left < right; left++, right--) {
            swap(order, left, right);
        }
        return true;
    }

    private static void swap(int[] order, int i, int j) {
        int v = order[i];
        order[i] = order[j];
        order[j] = v;
    }
}
