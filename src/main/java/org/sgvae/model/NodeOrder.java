package org.sgvae.model;

import java.util.Arrays;
import org.sgvae.autodiff.Indices;
import org.sgvae.gnn.Minibatch;
import org.sgvae.graph.Automorphisms;
import org.sgvae.graph.Graph;
import org.sgvae.kernel.ElementaryFunctions;
import org.sgvae.random.RandomKey;

/**
 * From which distribution \(q(π \mid x)\) the node orderings of a model without destructor are drawn.
 *
 * <p>All but the fixed one are drawn node by node, uniformly among the nodes that the scheme allows next. What it
 * allows depends on the nodes so far and on nothing else, so there is one way to each ordering, and its probability is
 * exactly \(\prod_k 1/a_k\) where \(a_k\) nodes were allowed at position k.
 */
public enum NodeOrder {
    /**
     * The order in which the graph is stored. The automorphisms of the graph turn it into others along which exactly
     * the same is built, so it stands for one of these \(|\mathrm{Aut}(x)|\) orderings at random: \(\log q(π \mid x) =
     * -\log|\mathrm{Aut}(x)|\).
     */
    FIXED {
        @Override
        void allow(Graph graph, Indices ordering, boolean[] placed, Indices allowed) {
            allowed.add(ordering.size());
        }

        @Override
        public double[] logProbabilities(Minibatch batch) {
            double[] logQ = new double[batch.size()];
            double logCount = 0;
            for (int b = 0; b < batch.size(); b++) {
                logCount = b % batch.copies() == 0 ? Automorphisms.logCount(batch.graph(b)) : logCount;
                boolean same = batch.graph(b).relabel(batch.ordering(b)).equals(batch.graph(b));
                logQ[b] = same ? -logCount : Double.NEGATIVE_INFINITY;
            }
            return logQ;
        }
    },

    /** Every ordering is equally likely: \(\log q(π \mid x) = -\ln n!\). */
    RANDOM {
        @Override
        void allow(Graph graph, Indices ordering, boolean[] placed, Indices allowed) {
            allowOthers(placed, allowed);
        }
    },

    /**
     * From a random node, each next one uniform among the neighbours of those so far; a new start where a component
     * ends. So all orderings in which each node but the first of its component has an earlier neighbour, those of every
     * search among them.
     */
    CONNECTED {
        @Override
        void allow(Graph graph, Indices ordering, boolean[] placed, Indices allowed) {
            boolean[] listed = placed.clone();
            for (int k = 0; k < ordering.size(); k++) {
                allowNeighbours(graph, ordering.get(k), listed, allowed);
                for (int i = 0; i < graph.degree(ordering.get(k)); i++) {
                    listed[graph.neighbour(ordering.get(k), i)] = true;
                }
            }
            if (allowed.size() == 0) {
                allowOthers(placed, allowed);
            }
        }
    },

    /**
     * Breadth first from a random node, the neighbours of a node in random order; a new start where a component ends.
     */
    BFS {
        @Override
        void allow(Graph graph, Indices ordering, boolean[] placed, Indices allowed) {
            for (int k = 0; k < ordering.size() && allowed.size() == 0; k++) {
                allowNeighbours(graph, ordering.get(k), placed, allowed);
            }
            if (allowed.size() == 0) {
                allowOthers(placed, allowed);
            }
        }
    },

    /** Depth first from a random node, the next neighbour chosen at random; a new start where a component ends. */
    DFS {
        @Override
        void allow(Graph graph, Indices ordering, boolean[] placed, Indices allowed) {
            for (int k = ordering.size() - 1; k >= 0 && allowed.size() == 0; k--) {
                allowNeighbours(graph, ordering.get(k), placed, allowed);
            }
            if (allowed.size() == 0) {
                allowOthers(placed, allowed);
            }
        }
    };

    /** Lists the nodes that may follow the first ones; never none as long as a node is left. */
    abstract void allow(Graph graph, Indices ordering, boolean[] placed, Indices allowed);

    private static void allowOthers(boolean[] placed, Indices allowed) {
        for (int v = 0; v < placed.length; v++) {
            if (!placed[v]) {
                allowed.add(v);
            }
        }
    }

    private static void allowNeighbours(Graph graph, int u, boolean[] placed, Indices allowed) {
        for (int i = 0; i < graph.degree(u); i++) {
            if (!placed[graph.neighbour(u, i)]) {
                allowed.add(graph.neighbour(u, i));
            }
        }
    }

    /**
     * Draws an ordering of a graph.
     *
     * @param graph the graph
     * @param key bare random key of the draw
     * @return its nodes in construction order
     */
    public int[] draw(Graph graph, long key) {
        int[] ordering = new int[graph.nodes()];
        walk(graph, (k, allowed) -> ordering[k] = allowed.get((int) (RandomKey.uniform(key, k) * allowed.size())));
        return ordering;
    }

    /**
     * Scores the orderings that the graphs of a batch have.
     *
     * @param batch B graphs with their orderings; not modified
     * @return \(\log q(π \mid x)\) of each, nats; −∞ for one that is never drawn
     */
    public double[] logProbabilities(Minibatch batch) {
        double[] logQ = new double[batch.size()];
        Arrays.setAll(logQ, b -> walk(batch.graph(b), (k, allowed) -> batch.node(b, k)));
        return logQ;
    }

    /** Says which node comes at position k. */
    private interface Choice {
        int next(int k, Indices allowed);
    }

    /** Goes through an ordering as the choice says; returns its log-probability. */
    private double walk(Graph graph, Choice choice) {
        Indices ordering = new Indices();
        Indices allowed = new Indices();
        boolean[] placed = new boolean[graph.nodes()];
        double logProbability = 0;
        for (int k = 0; k < graph.nodes(); k++) {
            allowed.clear();
            allow(graph, ordering, placed, allowed);
            int next = choice.next(k, allowed);
            if (!contains(allowed, next)) {
                return Double.NEGATIVE_INFINITY;
            }
            logProbability -= ElementaryFunctions.log(allowed.size());
            ordering.add(next);
            placed[next] = true;
        }
        return logProbability;
    }

    private static boolean contains(Indices list, int value) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) == value) {
                return true;
            }
        }
        return false;
    }
}
