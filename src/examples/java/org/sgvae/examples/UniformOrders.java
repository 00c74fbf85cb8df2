package org.sgvae.examples;

import org.sgvae.graph.Orderings;
import org.sgvae.nn.Parameters;
import org.sgvae.plain.PlainDestructor;
import org.sgvae.plain.PlainLayers;

/** Exercise 5: without scores every ordering is equally likely. */
public final class UniformOrders {
    public static void main(String[] args) {
        Parameters weights = RemovalOrders.destructorWeights();
        weights.get("destructor.select.weight").value().zero();
        PlainDestructor destructor = new PlainDestructor(new PlainLayers(weights.values()));
        double least = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int[] ordering : Orderings.all(4)) {
            double logQ = RemovalOrders.logQ(destructor, ordering);
            least = Math.min(least, logQ);
            most = Math.max(most, logQ);
        }
        System.out.printf("log q from %.4f to %.4f; -log 4! = %.4f%n", least, most, -Math.log(24));
    }
}
