package org.sgvae.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.PrimitiveIterator;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.Tape;
import org.sgvae.gnn.Minibatch;
import org.sgvae.graph.Graph;
import org.sgvae.model.GraphModel;
import org.sgvae.model.Latent;
import org.sgvae.model.LearnsOrder;
import org.sgvae.model.Terms;
import org.sgvae.plain.PlainConstructor;
import org.sgvae.plain.PlainDestructor;
import org.sgvae.plain.PlainDestructor.Choice;
import org.sgvae.plain.PlainLayers;
import org.sgvae.plain.PlainSgvae;

/**
 * The evidence lower bound (ELBO) of one graph along one ordering, decision by decision: destructor, code, constructor.
 *
 * <p>All numbers are the plain model's, nats. For a point posterior, which has no bound, \(\log p(z)\) takes the
 * place of −KL.
 *
 * @param graph x
 * @param noise ε of \(z = μ + σ ⊙ ε\), latentDim numbers
 * @param removals what the destructor did, step by step
 * @param terms the sums, and the code
 * @param additions what the constructor did, step by step; the last one stops
 * @param nodeTypes log-probabilities of all types, for each node in construction order
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares these
public record Trace(
        Graph graph,
        double[] noise,
        List<Removal> removals,
        PlainSgvae.Terms terms,
        List<Addition> additions,
        List<double[]> nodeTypes) {
    private static final double TOLERANCE = 1e-8; // between the plain and the fast model, relative to the numbers

    /**
     * A step of the destructor.
     *
     * @param left the nodes that are left, as the graph numbers them
     * @param states their states \(h_u\) after propagation
     * @param logProb for each of them the log-probability to be removed
     * @param victim which of them was removed, as an index of {@code left}
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Removal(List<Integer> left, List<double[]> states, double[] logProb, int victim) {}

    /**
     * A step of the constructor.
     *
     * @param states states of the nodes there are, in construction order, after propagation
     * @param logPMore log-probabilities of stopping and of adding a node
     * @param more 1 if a node is added, else 0
     * @param edges for each node there is, the log-probabilities of no edge to the new node and of one of each type;
     *    empty if it stops
     * @param classes which of these was taken
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Addition(
            List<double[]> states, double[] logPMore, int more, List<double[]> edges, List<Integer> classes) {}

    /**
     * Traces a graph.
     *
     * @param model the model; not modified
     * @param graph x
     * @param choice chooses the removals
     * @param noise ε, latentDim numbers; not modified, and not used by a point posterior
     * @return the trace; empty if the plain model does not formulate this model, as one with sequential edges
     */
    public static Optional<Trace> of(GraphModel model, Graph graph, Choice choice, double... noise) {
        Optional<LearnsOrder> learner = model.learnsOrder();
        if (learner.isEmpty()) {
            return Optional.empty();
        }
        Trace trace;
        try {
            trace = of(new PlainLayers(model.parameters().values()), graph, choice, noise);
        } catch (NullPointerException | IndexOutOfBoundsException e) {
            return Optional.empty(); // other weights than the plain model's
        }
        return trace.agreesWith(learner.get()) ? Optional.of(trace) : Optional.empty();
    }

    private static Trace of(PlainLayers layers, Graph graph, Choice choice, double... noise) {
        List<List<double[]>> states = new ArrayList<>();
        PlainLayers watched = new PlainLayers(layers.weights(), (name, h) -> states.add(List.copyOf(h)));
        List<Removal> removals = new ArrayList<>();
        new PlainDestructor(watched).destruct(graph, (left, logProb) -> {
            int victim = choice.victim(left, logProb);
            removals.add(new Removal(List.copyOf(left), states.get(states.size() - 1), logProb, victim));
            return victim;
        });
        Choice again =
                (left, logProb) -> removals.get(graph.nodes() - left.size()).victim();
        PlainSgvae.Terms terms = new PlainSgvae(layers).terms(graph, again, noise);

        states.clear();
        List<double[]> logProbs = new ArrayList<>();
        List<Integer> decisions = new ArrayList<>();
        PrimitiveIterator.OfInt target =
                PlainConstructor.decisions(graph, terms.destruction().ordering());
        new PlainConstructor(watched).construct(terms.z(), graph.nodes(), logProb -> {
            logProbs.add(logProb);
            decisions.add(target.nextInt());
            return decisions.get(decisions.size() - 1);
        });
        List<Addition> additions = new ArrayList<>();
        int at = 0;
        for (int nodes = 1; nodes <= graph.nodes(); nodes++) {
            int edges = nodes < graph.nodes() ? nodes : 0; // at last it stops
            additions.add(new Addition(
                    states.get(nodes - 1),
                    logProbs.get(at),
                    decisions.get(at),
                    List.copyOf(logProbs.subList(at + 1, at + 1 + edges)),
                    List.copyOf(decisions.subList(at + 1, at + 1 + edges))));
            at += 1 + edges;
        }
        return new Trace(
                graph, noise.clone(), removals, terms, additions, List.copyOf(logProbs.subList(at, logProbs.size())));
    }

    /** Whether the fast model has the same terms: if not, it is another model. */
    private boolean agreesWith(LearnsOrder model) {
        int latentDim = model.config().latentDim();
        DMatrixRMaj row = new DMatrixRMaj(1, latentDim);
        System.arraycopy(noise, 0, row.data, 0, Math.min(noise.length, latentDim));
        Minibatch batch = Minibatch.of(graph, terms.destruction().ordering());
        Terms fast = model.termsAlong(Tape.forwardOnly(), batch, row);
        Latent code = Objects.requireNonNull(fast.latent());
        return near(fast.logPx().scalarValue(), terms.construction().logPx())
                && near(fast.logQOrder().scalarValue(), terms.destruction().logQOrder())
                && near(code.logPz().scalarValue(), terms.logPz());
    }

    private static boolean near(double a, double b) {
        return Math.abs(a - b) <= TOLERANCE * (1 + Math.abs(a));
    }

    /** {@return whether the sum is a bound; it is not with a point posterior} */
    public boolean hasBound() {
        return Double.isFinite(terms.kl());
    }

    /** {@return what the code adds to the sum: −KL, or for a point posterior \(\log p(z)\)} */
    public double codeTerm() {
        return hasBound() ? -terms.kl() : terms.logPz();
    }

    /**
     * {@return the last sum: the ELBO along this ordering with this noise, or for a point posterior the paper's
     * surrogate}
     */
    public double sum() {
        return terms.construction().logPx() + codeTerm() - terms.destruction().logQOrder();
    }
}
