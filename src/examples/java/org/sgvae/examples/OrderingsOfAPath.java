package org.sgvae.examples;

import java.util.Arrays;
import org.sgvae.graph.Automorphisms;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.graph.Orderings;
import org.sgvae.plain.Decision;

/** Exercise 6: p of the path of three nodes, over orderings with automorphisms, and over its labelled versions. */
public final class OrderingsOfAPath {
    private static final double[] Z = {0.5};

    public static void main(String[] args) {
        Graph path = GraphFamilies.path(3);
        double sum = 0;
        for (int[] ordering : Orderings.all(3)) {
            double logP = logP(path, ordering);
            System.out.printf("%s  log p(x, π | z) = %.4f%n", Arrays.toString(ordering), logP);
            sum += Math.exp(logP);
        }
        double overOrderings = Math.log(sum) - Automorphisms.logCount(path);

        double labelled = 0;
        for (int middle = 0; middle < 3; middle++) {
            Graph version = Graph.of(3, new int[][] {{middle, (middle + 1) % 3}, {middle, (middle + 2) % 3}});
            labelled += Math.exp(logP(version, 0, 1, 2));
        }
        System.out.printf(
                "log p(G | z) = %.6f over orderings, %.6f over labelled paths%n", overOrderings, Math.log(labelled));
    }

    private static double logP(Graph x, int... ordering) {
        return Decisions.CONSTRUCTOR
                .construct(Z, 3, Decision.along(x, ordering))
                .logPx();
    }
}
