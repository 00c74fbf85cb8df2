package org.sgvae.examples;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import org.sgvae.gnn.Propagation;
import org.sgvae.gnn.Readout;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.nn.Initializer;
import org.sgvae.nn.Linear;
import org.sgvae.nn.Mlp;
import org.sgvae.nn.Parameters;
import org.sgvae.plain.Decision;
import org.sgvae.plain.PlainConstructor;
import org.sgvae.plain.PlainConstructor.Construction;
import org.sgvae.plain.PlainLayers;
import org.sgvae.random.RandomKey;

/** Lesson 6: the decisions that build a triangle, and all that can be built with up to three nodes. */
public final class Decisions {
    static final PlainConstructor CONSTRUCTOR =
            new PlainConstructor(new PlainLayers(weights().values()));

    public static void main(String[] args) throws IOException {
        double[] z = {0.5};
        Graph triangle = GraphFamilies.cycle(3);
        ToIntFunction<Decision> forced = Decision.along(triangle, 0, 1, 2);
        Construction built = CONSTRUCTOR.construct(z, 3, decision -> {
            int choice = forced.applyAsInt(decision);
            double[] logProb = decision.logProb();
            System.out.printf("decision %d among %d: log p = %.4f%n", choice, logProb.length, logProb[choice]);
            return choice;
        });
        System.out.printf("triangle: log p(x, π | z) = %.4f%n", built.logPx());

        double[] sizes = sizes(z);
        System.out.printf("1, 2, 3, more nodes: %.4f %.4f %.4f %.4f%n", sizes[0], sizes[1], sizes[2], sizes[3]);
        System.out.printf("sum: %.6f%n", Arrays.stream(sizes).sum());
        drawFigure();
    }

    /** The weights of a decoder of graphs with one type of nodes and edges, z of one entry, d = 4, g = 6. */
    private static Parameters weights() {
        Parameters parameters = new Parameters(Initializer.normal(0.6), RandomKey.of(2));
        new Linear(parameters, "constructor.initLatent", 1, 4);
        new Propagation(parameters, "constructor.prop", 2, 4, 8, 1);
        new Readout(parameters, "constructor.readout", 4, 6);
        new Linear(parameters, "constructor.addNode", 6, 1);
        new Linear(parameters, "constructor.initNode", 6, 4);
        new Mlp(parameters, "constructor.addEdge", 14, 14, 14, 2);
        new Linear(parameters, "constructor.nodeType", 4, 1);
        return parameters;
    }

    /** The probabilities of 1, 2, 3 and more nodes, by going through all sequences of decisions like an odometer. */
    private static double[] sizes(double... z) {
        double[] probability = new double[4];
        List<Integer> start = List.of();
        do {
            List<Integer> prefix = start;
            List<Integer> made = new ArrayList<>();
            List<Integer> classes = new ArrayList<>();
            Construction built = CONSTRUCTOR.construct(z, 3, decision -> {
                made.add(made.size() < prefix.size() ? prefix.get(made.size()) : 0);
                classes.add(decision.logProb().length);
                return made.get(made.size() - 1);
            });
            probability[built.stopped() ? built.graph().nodes() - 1 : 3] += Math.exp(built.logPx());
            start = next(made, classes);
        } while (!start.isEmpty());
        return probability;
    }

    /** The decisions with the last one raised that can be, and nothing after it; or none after the last sequence. */
    private static List<Integer> next(List<Integer> made, List<Integer> classes) {
        for (int i = made.size() - 1; i >= 0; i--) {
            if (made.get(i) + 1 < classes.get(i)) {
                List<Integer> raised = new ArrayList<>(made.subList(0, i));
                raised.add(made.get(i) + 1);
                return raised;
            }
        }
        return List.of();
    }

    private static void drawFigure() throws IOException {
        double[] z = new double[61];
        double[][] probability = new double[4][61];
        for (int i = 0; i < z.length; i++) {
            z[i] = -3 + 0.1 * i;
            double[] sizes = sizes(z[i]);
            for (int n = 0; n < 4; n++) {
                probability[n][i] = sizes[n];
            }
        }
        new SvgPlot("Number of nodes by latent code", "z", "probability")
                .curve("1 node", z, probability[0])
                .curve("2 nodes", z, probability[1])
                .curve("3 nodes", z, probability[2])
                .curve("more", z, probability[3])
                .write("decisions");
    }
}
