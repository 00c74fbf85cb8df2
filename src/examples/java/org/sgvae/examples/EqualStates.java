package org.sgvae.examples;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.gnn.GraphBatch;
import org.sgvae.gnn.Propagation;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.nn.Initializer;
import org.sgvae.nn.Parameters;
import org.sgvae.random.RandomKey;

/** Exercise 3: nodes that start equal end equal where a symmetry of the graph maps one to the other, and not only there. */
public final class EqualStates {
    public static void main(String[] args) {
        print("path of 5", GraphFamilies.path(5));
        print("cycle of 6", GraphFamilies.cycle(6));
        print("two triangles", Graph.of(6, new int[][] {{0, 1}, {1, 2}, {0, 2}, {3, 4}, {4, 5}, {3, 5}}));
    }

    /** The first entry of every node's state after three rounds. */
    private static void print(String name, Graph graph) {
        Parameters parameters = new Parameters(Initializer.uniformByFanIn(), RandomKey.of(3));
        Propagation propagation = new Propagation(parameters, "prop", 3, 4, 8, 1);
        GraphBatch batch = new GraphBatch();
        batch.add(graph);
        DMatrixRMaj first = new DMatrixRMaj(graph.nodes(), 4);
        Arrays.fill(first.data, 0.5);
        Variable h = propagation.apply(Tape.forwardOnly().constant(first), batch);
        System.out.print(name + ":");
        for (int v = 0; v < graph.nodes(); v++) {
            System.out.printf(" %.6f", h.value().get(v, 0));
        }
        System.out.println();
    }
}
