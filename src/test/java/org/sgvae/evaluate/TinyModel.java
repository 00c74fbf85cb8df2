package org.sgvae.evaluate;

import java.util.ArrayList;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.Tape;
import org.sgvae.encoder.Posterior;
import org.sgvae.gnn.Minibatch;
import org.sgvae.graph.Graph;
import org.sgvae.graph.GraphFamilies;
import org.sgvae.graph.Orderings;
import org.sgvae.graphvae.GraphVae;
import org.sgvae.graphvae.GraphVaeConfig;
import org.sgvae.graphvae.Placement;
import org.sgvae.model.Terms;
import org.sgvae.nn.Initializer;
import org.sgvae.random.RandomKey;
import org.sgvae.sgvae.Sgvae;
import org.sgvae.sgvae.SgvaeConfig;

/**
 * A model with one latent dimension and graphs of up to three nodes, so that sums over all orderings and integrals over the code can be
 * computed. Weights are large enough that no decision is nearly certain nor nearly even.
 */
public final class TinyModel {
    public static final Graph PATH = GraphFamilies.path(3);
    public static final Graph TRIANGLE = GraphFamilies.cycle(3);
    public static final Graph PAIR = GraphFamilies.path(2);

    /** Borders of integrals over the code, far out in the prior's tails. */
    static final double BORDER = 9;

    static final int STEPS = 600;

    private TinyModel() {}

    public static Sgvae gaussian() {
        SgvaeConfig config = new SgvaeConfig(4, 3, 5, 1, 1, 1, Posterior.GAUSSIAN, 1);
        return Sgvae.create(config, Initializer.normal(0.7), RandomKey.of(5));
    }

    /** With a path code and a learned prior of two components. */
    public static Sgvae variant() {
        SgvaeConfig config = new SgvaeConfig(4, 3, 5, 1, 1, 1, Posterior.GAUSSIAN, 1)
                .withPathDim(2)
                .withPriorComponents(2);
        return Sgvae.create(config, Initializer.normal(0.7), RandomKey.of(5));
    }

    public static Sgvae point() {
        SgvaeConfig config = new SgvaeConfig(3, 3, 5, 1, 1, 1, Posterior.POINT, 3);
        return Sgvae.create(config, Initializer.normal(0.7), RandomKey.of(6));
    }

    /** A model that cannot make graphs of more than three nodes. */
    public static GraphVae threeSlots() {
        GraphVaeConfig config = new GraphVaeConfig(3, Placement.MATCHED, 1, 4, 4, 5, 2, 3, 1, 1);
        return GraphVae.create(config, Initializer.normal(0.5), RandomKey.of(17));
    }

    /** One ordering of a graph, with its probability and posterior. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Path(int[] ordering, double logQ, double mean, double std) {}

    /** All orderings of a graph. */
    public static List<Path> paths(Sgvae model, Graph graph) {
        List<Path> paths = new ArrayList<>();
        for (int[] ordering : Orderings.all(graph.nodes())) {
            Tape tape = Tape.forwardOnly();
            Minibatch batch = Minibatch.of(graph, ordering);
            Terms atMean = model.passAlong(tape, batch, new DMatrixRMaj(new double[][] {{0}}))
                    .terms();
            Terms oneOff = model.passAlong(tape, batch, new DMatrixRMaj(new double[][] {{1}}))
                    .terms();
            double mean = atMean.latent().z().value().get(0);
            paths.add(new Path(
                    ordering,
                    atMean.logQOrder().value().get(0),
                    mean,
                    oneOff.latent().z().value().get(0) - mean));
        }
        return paths;
    }

    /** \(p(x, π \mid z)\) at all points of the grid. */
    public static double[] constructionProbabilities(Sgvae model, Graph graph, Path path) {
        Minibatch batch = new Minibatch(List.of(graph), STEPS + 1).along(i -> path.ordering());
        DMatrixRMaj noise = new DMatrixRMaj(STEPS + 1, 1);
        for (int i = 0; i <= STEPS; i++) {
            noise.set(i, 0, (grid(i) - path.mean()) / path.std());
        }
        Terms terms = model.passAlong(Tape.forwardOnly(), batch, noise).terms();
        double[] probabilities = new double[STEPS + 1];
        for (int i = 0; i <= STEPS; i++) {
            probabilities[i] = Math.exp(terms.logPx().value().get(i));
        }
        return probabilities;
    }

    public static double grid(int i) {
        return -BORDER + 2 * BORDER * i / STEPS;
    }

    /** A value at each point of the grid. */
    public interface Integrand {
        double at(int i);
    }

    /** By the trapezoid rule, which converges very fast for smooth integrands that vanish at the borders. */
    public static double integral(Integrand integrand) {
        double sum = 0;
        for (int i = 0; i <= STEPS; i++) {
            sum += integrand.at(i) * 2 * BORDER / STEPS;
        }
        return sum;
    }

    public static double normalDensity(double z, double mean, double std) {
        double standardized = (z - mean) / std;
        return Math.exp(-0.5 * standardized * standardized) / (std * Math.sqrt(2 * Math.PI));
    }

    /** \(p(z)\), from the weights if it is learned. */
    public static double priorDensity(Sgvae model, double z) {
        if (model.config().priorComponents() == 0) {
            return normalDensity(z, 0, 1);
        }
        double density = 0;
        double total = 0;
        for (int m = 0; m < model.config().priorComponents(); m++) {
            double weight = Math.exp(prior(model, "weight", m));
            total += weight;
            density += weight * normalDensity(z, prior(model, "mean", m), Math.exp(prior(model, "logStd", m)));
        }
        return density / total;
    }

    private static double prior(Sgvae model, String role, int component) {
        return model.parameters().get("prior." + role).value().get(component, 0);
    }

    /** \(-\log p(G) = -\log \sum_π \int p(x, π \mid z)\, p(z)\, dz + \log|\mathrm{Aut}|\). */
    public static double nllG(Sgvae model, Graph graph, int automorphisms) {
        double sum = 0;
        for (Path path : paths(model, graph)) {
            double[] construction = constructionProbabilities(model, graph, path);
            sum += integral(i -> construction[i] * priorDensity(model, grid(i)));
        }
        return -Math.log(sum / automorphisms);
    }

    /** \(q(z \mid x) = \sum_π q(π \mid x)\, q(z \mid π, x)\). */
    public static double posterior(List<Path> paths, double z) {
        double density = 0;
        for (Path path : paths) {
            density += Math.exp(path.logQ()) * normalDensity(z, path.mean(), path.std());
        }
        return density;
    }
}
