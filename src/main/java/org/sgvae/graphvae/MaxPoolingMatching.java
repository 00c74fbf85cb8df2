package org.sgvae.graphvae;

import java.util.Arrays;
import org.sgvae.graph.Graph;
import org.sgvae.kernel.ElementaryFunctions;
import org.sgvae.random.RandomKey;

/**
 * Which slots fit a graph best (Cho et al. 2014; Simonovsky and Komodakis 2018, section 3.4): of node i and slot a the
 * affinity
 * \[ x_{ia} \leftarrow x_{ia}\, S_{ii;aa} + \sum_{j \sim i} \max_{b \ne a} x_{jb}\, S_{ij;ab}, \]
 * scaled to length 1, 75 times; then the assignment with the largest sum of affinities. With the probabilities
 * \(\tilde A, \tilde E, \tilde F\) of the output, \(S_{ij;ab} = \tilde E_{ab}(e_{ij})\, \tilde A_{ab}\, \tilde A_{aa}\,
 * \tilde A_{bb}\) for an edge of type \(e_{ij}\), and \(S_{ii;aa} = \tilde F_a(f_i)\, \tilde A_{aa}\) for a node of
 * type \(f_i\).
 */
final class MaxPoolingMatching {
    private static final int ITERATIONS = 75;

    private MaxPoolingMatching() {}

    /**
     * Matches a graph with an output.
     *
     * @param graph n nodes, at most N; not modified
     * @param output probabilities of N slots; not modified
     * @return for each node its slot
     */
    static int[] slots(Graph graph, SlotProbabilities output) {
        int n = graph.nodes();
        int slots = output.slots();
        double[][] affinity = new double[n][slots];
        for (double[] row : affinity) {
            Arrays.fill(row, 1);
        }
        double[][] own = new double[n][slots];
        for (int i = 0; i < n; i++) {
            for (int a = 0; a < slots; a++) {
                own[i][a] = ElementaryFunctions.exp(output.logNodeType(a, graph.nodeType(i)) + output.logPresent(a));
            }
        }
        for (int t = 0; t < ITERATIONS; t++) {
            double[][] next = new double[n][slots];
            double squares = 0;
            for (int i = 0; i < n; i++) {
                for (int a = 0; a < slots; a++) {
                    double sum = affinity[i][a] * own[i][a];
                    for (int e = 0; e < graph.degree(i); e++) {
                        sum += best(affinity[graph.neighbour(i, e)], output, a, 1 + graph.neighbourEdgeType(i, e));
                    }
                    next[i][a] = sum;
                    squares += sum * sum;
                }
            }
            for (double[] row : next) {
                for (int a = 0; a < slots; a++) {
                    row[a] /= Math.sqrt(squares);
                }
            }
            affinity = next;
        }
        for (int i = 0; i < n; i++) {
            for (int a = 0;
                    a < slots;
                    a++) { // nodes that look alike have equal affinities: not to leave it to round-off
                affinity[i][a] += 1e-9 * RandomKey.uniform(0, (long) i * slots + a);
            }
        }
        return Assignment.largestSum(affinity);
    }

    /** \(\max_{b \ne a} x_b\, S_{ab}\) for an edge of a kind. */
    private static double best(double[] x, SlotProbabilities output, int a, int kind) {
        double best = 0;
        for (int b = 0; b < x.length; b++) {
            if (b != a) {
                double similarity = output.edge(a, b, kind) * output.present(a) * output.present(b);
                best = Math.max(best, x[b] * similarity);
            }
        }
        return best;
    }
}
