package org.sgvae.examples;

import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.sgvae.gnn.Propagation;
import org.sgvae.graph.Graph;
import org.sgvae.graph.Orderings;
import org.sgvae.nn.Initializer;
import org.sgvae.nn.Linear;
import org.sgvae.nn.Parameters;
import org.sgvae.plain.Decision;
import org.sgvae.plain.PlainDestructor;
import org.sgvae.plain.PlainLayers;
import org.sgvae.random.RandomKey;

/** Lesson 5: the probability q(π | x) of all orderings of a triangle with a tail, by an untrained destructor. */
public final class RemovalOrders {
    static final Graph TRIANGLE_WITH_TAIL = Graph.of(4, new int[][] {{0, 1}, {0, 2}, {1, 2}, {2, 3}});

    public static void main(String[] args) throws IOException {
        PlainDestructor destructor =
                new PlainDestructor(new PlainLayers(destructorWeights().values()));
        List<int[]> orderings = Orderings.all(4);
        double total = 0;
        double entropy = 0;
        for (int[] ordering : orderings) {
            double logQ = logQ(destructor, ordering);
            total += Math.exp(logQ);
            entropy -= Math.exp(logQ) * logQ;
        }
        System.out.printf("%d orderings, sum of q(π | x) = %.6f%n", orderings.size(), total);
        System.out.printf("entropy %.4f of at most %.4f nats%n", entropy, Math.log(orderings.size()));

        List<int[]> likely = orderings.stream()
                .sorted(Comparator.comparingLong(ordering -> -Math.round(1e9 * logQ(destructor, ordering))))
                .toList();
        for (int[] ordering : likely.subList(0, 4)) {
            System.out.printf("%s  log q = %.4f%n", Arrays.toString(ordering), logQ(destructor, ordering));
        }
        double[] q = likely.stream()
                .mapToDouble(ordering -> Math.exp(logQ(destructor, ordering)))
                .toArray();
        new SvgPlot("All orderings of a triangle with a tail", "ordering, the likeliest first", "q(π | x)")
                .bars("q", q)
                .write("removal-orders");
    }

    /** The weights of an encoder: an embedding, two rounds of message passing, and a score for removal. */
    static Parameters destructorWeights() {
        Parameters parameters = new Parameters(Initializer.normal(1), RandomKey.of(5));
        new Linear(parameters, "destructor.embed", 1, 4);
        new Propagation(parameters, "destructor.prop", 2, 4, 8, 1);
        new Linear(parameters, "destructor.select", 4, 1);
        return parameters;
    }

    static double logQ(PlainDestructor destructor, int... ordering) {
        return destructor
                .destruct(TRIANGLE_WITH_TAIL, Decision.along(TRIANGLE_WITH_TAIL, ordering))
                .logQOrder();
    }
}
