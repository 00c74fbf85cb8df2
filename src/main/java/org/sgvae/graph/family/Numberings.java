package org.sgvae.graph.family;

import org.sgvae.graph.Automorphisms;
import org.sgvae.graph.Graph;

/** In how many ways the nodes of a graph can be numbered. */
final class Numberings {
    private Numberings() {}

    /** \(\log \frac{n!}{|\mathrm{Aut}(G)|}\): how many graphs on numbered nodes are isomorphic to G; nats. */
    static double logCount(Graph graph) {
        return logFactorial(graph.nodes()) - Automorphisms.logCount(graph);
    }

    /** \(\log n! = \sum_{k=2}^n \log k\). */
    static double logFactorial(int n) {
        double sum = 0;
        for (int k = 2; k <= n; k++) {
            sum += StrictMath.log(k);
        }
        return sum;
    }
}
