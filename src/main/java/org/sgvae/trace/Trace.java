package org.sgvae.trace;

import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.sgvae.graph.Graph;
import org.sgvae.model.GraphModel;
import org.sgvae.plain.Decision;
import org.sgvae.plain.PlainSgvae;
import org.sgvae.sgvae.Sgvae;

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
 * @param nodeTypes the choices of types at the end, for each node in construction order; if types are decided at once, none, and
 *     that of the first node is the first choice of the first addition
 * @param learnedPrior whether the codes' prior is learned, so that KL is an estimate
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares these
public record Trace(
        Graph graph,
        double[] noise,
        List<Step> removals,
        PlainSgvae.Terms terms,
        List<Step> additions,
        List<Choice> nodeTypes,
        boolean learnedPrior) {

    /**
     * A decision and what was decided.
     *
     * @param decision about what, with the log-probabilities
     * @param taken the choice
     */
    public record Choice(Decision decision, int taken) {
        /** {@return the log-probability of the choice, nats} */
        public double logProb() {
            return decision.logProb()[taken];
        }
    }

    /**
     * What is decided after a propagation and before the next one.
     *
     * @param nodes the nodes that are there: numbers in the graph for a removal, places in the ordering for an addition
     * @param states their states after the propagation
     * @param choices the decisions, at least one; of the destructor a single one
     * @param logOrders \(\ln c\) if the c-th edge of a new node is decided on, in turn, else 0: together \(\ln c!\) for c edges, which
     *     might have come in as many orders
     */
    public record Step(List<Integer> nodes, List<double[]> states, List<Choice> choices, double logOrders) {
        /** {@return the log-probability of all that was decided, with logOrders, nats} */
        public double logProb() {
            return logOrders + choices.stream().mapToDouble(Choice::logProb).sum();
        }
    }

    /**
     * Traces a graph.
     *
     * @param model the model; not modified
     * @param graph x
     * @param removals chooses the removals, as {@link Decision#along} or {@link DrawnRemovals}
     * @param noise ε, latentDim numbers; not modified, and not used by a point posterior
     * @return the trace; empty if the model is no SGVAE: a trace takes a destructor and a constructor
     * @throws IllegalArgumentException if the model cannot take the graph apart, or build it, along the ordering chosen
     */
    public static Optional<Trace> of(GraphModel model, Graph graph, ToIntFunction<Decision> removals, double... noise) {
        return model instanceof Sgvae sgvae
                ? Optional.of(new Tracer(sgvae).trace(graph, removals, noise))
                : Optional.empty();
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
