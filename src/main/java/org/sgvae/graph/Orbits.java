package org.sgvae.graph;

/**
 * Counts how often each node of a graph plays each part in a connected induced subgraph of two to four nodes. Types play no part.
 *
 * <p>There are 15 parts, called orbits and numbered as by Pržulj (2007) and by ORCA (Hočevar and Demšar 2014):
 *
 * <ul>
 *   <li>0: end of an edge, so its count is the degree;
 *   <li>path of three nodes – 1: end, 2: middle; 3: triangle;
 *   <li>path of four nodes – 4: end, 5: inner node;
 *   <li>star of four nodes – 6: leaf, 7: centre; 8: cycle of four nodes;
 *   <li>triangle with a tail – 9: the tail's end, 10: node of the triangle without the tail, 11: with it;
 *   <li>cycle of four nodes with a chord – 12: without the chord, 13: end of the chord; 14: four nodes all joined.
 * </ul>
 *
 * <p>No set of four nodes is enumerated. Sums over edges and triangles give how often a node plays a part in a subgraph that need not be
 * induced; each such count is the count wanted plus multiples of those for subgraphs with more edges, and so they follow one from the other,
 * from all joined down to the path.
 */
public final class Orbits {

    /** Number of orbits. */
    public static final int COUNT = 15;

    private final Graph graph;

    /** For each node and each of its neighbours the number of nodes joined to both. */
    private final int[][] common;

    private final long[][] counts;

    private Orbits(Graph graph) {
        this.graph = graph;
        common = new int[graph.nodes()][];
        counts = new long[graph.nodes()][COUNT];
    }

    /**
     * Counts the orbits of all nodes.
     *
     * @param graph any graph; not modified
     * @return for each node its 15 counts, \(n \times 15\); a new array
     */
    public static long[][] count(Graph graph) {
        Orbits orbits = new Orbits(graph);
        orbits.countWalks();
        orbits.countNeighbourhoods();
        orbits.countByDegrees();
        for (long[] count : orbits.counts) {
            makeInduced(count);
        }
        return orbits.counts;
    }

    /** Orbits 1, 3 and 8, not yet induced, and the numbers of common neighbours: all walks of two steps. */
    private void countWalks() {
        int[] walks = new int[graph.nodes()]; // from v to each other node
        for (int v = 0; v < walks.length; v++) {
            long[] count = counts[v];
            for (int i = 0; i < graph.degree(v); i++) {
                int u = graph.neighbour(v, i);
                for (int j = 0; j < graph.degree(u); j++) {
                    int w = graph.neighbour(u, j);
                    if (w != v) {
                        count[1]++;
                        count[8] += walks[w]++; // a cycle with each walk that got there before
                    }
                }
            }
            common[v] = new int[graph.degree(v)];
            for (int i = 0; i < common[v].length; i++) {
                common[v][i] = walks[graph.neighbour(v, i)];
                count[3] += common[v][i];
            }
            count[3] /= 2; // each triangle came from two neighbours
            for (int i = 0; i < graph.degree(v); i++) {
                int u = graph.neighbour(v, i);
                for (int j = 0; j < graph.degree(u); j++) {
                    walks[graph.neighbour(u, j)] = 0;
                }
            }
        }
    }

    /** Orbits 10, 12 and 14, not yet induced: edges and triangles among the neighbours of each node. */
    private void countNeighbourhoods() {
        int[] place =
                new int[graph.nodes()]; // from 1, among those neighbours of v that are in triangles with it; else 0
        for (int v = 0; v < place.length; v++) {
            int places = 0;
            for (int i = 0; i < graph.degree(v); i++) {
                place[graph.neighbour(v, i)] = common[v][i] > 0 ? ++places : 0;
            }
            long[] count = counts[v];
            long[][] joined = new long[places + 1][places / 64 + 1]; // sets of places
            for (int i = 0; i < graph.degree(v); i++) {
                int u = graph.neighbour(v, i);
                for (int j = 0; place[u] > 0 && j < graph.degree(u); j++) {
                    int w = graph.neighbour(u, j);
                    if (place[w] == 0) {
                        continue;
                    }
                    joined[place[u]][place[w] / 64] |= 1L << place[w]; // shifts go by the number modulo 64
                    if (place[w] > place[u]) {
                        count[10] += graph.degree(u) + graph.degree(w) - 4;
                        count[12] += common[u][j] - 1;
                    }
                }
            }
            for (int p = 1; p <= places; p++) {
                for (int q = p + 1; q <= places; q++) {
                    if ((joined[p][q / 64] >> q & 1) != 0) {
                        count[14] += shared(joined[p], joined[q]);
                    }
                }
            }
            count[14] /= 3; // each triangle came from three edges
            for (int i = 0; i < graph.degree(v); i++) {
                place[graph.neighbour(v, i)] = 0;
            }
        }
    }

    private static int shared(long[] one, long[] other) {
        int size = 0;
        for (int word = 0; word < one.length; word++) {
            size += Long.bitCount(one[word] & other[word]);
        }
        return size;
    }

    /** The other orbits, not yet induced, from degrees and numbers of common neighbours. */
    private void countByDegrees() {
        for (int v = 0; v < counts.length; v++) {
            long[] count = counts[v];
            long d = graph.degree(v);
            count[0] = d;
            count[2] = pairs(d);
            count[7] = d * (d - 1) * (d - 2) / 6;
            count[11] = count[3] * (d - 2);
            for (int i = 0; i < d; i++) {
                int u = graph.neighbour(v, i);
                long e = graph.degree(u);
                count[4] += counts[u][1] - (d - 1) - common[v][i];
                count[5] += (d - 1) * (e - 1) - common[v][i];
                count[6] += pairs(e - 1);
                count[9] += counts[u][3] - common[v][i];
                count[13] += pairs(common[v][i]);
            }
        }
    }

    /** Takes away what has further edges; the factors count how often a node plays the part in the larger subgraph. */
    private static void makeInduced(long[] o) {
        o[13] -= 3 * o[14];
        o[12] -= 3 * o[14];
        o[11] -= 2 * o[13] + 3 * o[14];
        o[10] -= 2 * o[12] + 2 * o[13] + 6 * o[14];
        o[9] -= 2 * o[12] + 3 * o[14];
        o[8] -= o[12] + o[13] + 3 * o[14];
        o[7] -= o[11] + o[13] + o[14];
        o[6] -= o[9] + o[10] + 2 * o[12] + o[13] + 3 * o[14];
        o[5] -= 2 * o[8] + o[10] + 2 * o[11] + 2 * o[12] + 4 * o[13] + 6 * o[14];
        o[4] -= 2 * o[8] + 2 * o[9] + o[10] + 4 * o[12] + 2 * o[13] + 6 * o[14];
        o[2] -= o[3];
        o[1] -= 2 * o[3];
    }

    private static long pairs(long n) {
        return n * (n - 1) / 2;
    }
}
