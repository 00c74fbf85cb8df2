package org.sgvae.graphvae;

import java.util.Arrays;

/**
 * The assignment problem: gives each row a column of its own such that the sum of the chosen entries is largest; the
 * Hungarian algorithm by shortest augmenting paths (Jonker and Volgenant 1987), \(O(n^2 k)\).
 */
final class Assignment {
    private Assignment() {}

    /**
     * Solves the problem.
     *
     * @param value n x k with n ≤ k; not modified
     * @return for each row its column
     */
    static int[] largestSum(double[][] value) {
        int n = value.length;
        int k = n == 0 ? 0 : value[0].length;
        double[] rowPrice = new double[n + 1];
        double[] columnPrice = new double[k + 1];
        int[] rowOf = new int[k + 1]; // of each column, from 1; column 0 holds the row that looks for one
        for (int row = 1; row <= n; row++) {
            int[] before = new int[k + 1];
            double[] slack = new double[k + 1];
            boolean[] reached = new boolean[k + 1];
            Arrays.fill(slack, Double.POSITIVE_INFINITY);
            rowOf[0] = row;
            int column = 0;
            do {
                reached[column] = true;
                int nearest = 0;
                double delta = Double.POSITIVE_INFINITY;
                for (int j = 1; j <= k; j++) {
                    if (!reached[j]) {
                        double cost = -value[rowOf[column] - 1][j - 1] - rowPrice[rowOf[column]] - columnPrice[j];
                        if (cost < slack[j]) {
                            slack[j] = cost;
                            before[j] = column;
                        }
                        if (slack[j] < delta) {
                            delta = slack[j];
                            nearest = j;
                        }
                    }
                }
                for (int j = 0; j <= k; j++) {
                    if (reached[j]) {
                        rowPrice[rowOf[j]] += delta;
                        columnPrice[j] -= delta;
                    } else {
                        slack[j] -= delta;
                    }
                }
                column = nearest;
            } while (rowOf[column] != 0);
            for (; column != 0; column = before[column]) {
                rowOf[column] = rowOf[before[column]];
            }
        }
        int[] columnOf = new int[n];
        for (int j = 1; j <= k; j++) {
            if (rowOf[j] > 0) {
                columnOf[rowOf[j] - 1] = j - 1;
            }
        }
        return columnOf;
    }
}
