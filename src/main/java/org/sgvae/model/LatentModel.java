package org.sgvae.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.sgvae.autodiff.Tape;
import org.sgvae.autodiff.Variable;
import org.sgvae.decoder.GeneratedGraph;
import org.sgvae.distribution.DiagonalGaussian;
import org.sgvae.gnn.Minibatch;
import org.sgvae.graph.Graph;
import org.sgvae.random.RandomKey;

/** A graph model with a latent code that graphs can be encoded to and decoded from. */
public interface LatentModel extends GraphModel {
    @Override
    default Optional<LatentModel> latent() {
        return Optional.of(this);
    }

    /**
     * Encodes graphs: the parameters of \(q(z \mid π, x)\) for an ordering drawn from \(q(π \mid x)\).
     *
     * @param tape a tape, best a forward-only one
     * @param batch B graphs; not modified
     * @param keys B bare random keys for the orderings; not modified
     * @return the codes
     */
    Code encode(Tape tape, Minibatch batch, long[] keys);

    /**
     * Scores codes as the model expects them before a graph is seen; \(N(0, I)\) unless the model has a prior of its own.
     *
     * @param z codes, n x latentDim; not modified
     * @return \(\log p(z)\), n x 1, nats
     */
    default Variable logPrior(Variable z) {
        return DiagonalGaussian.standardLogProb(z);
    }

    /**
     * Builds graphs from given codes.
     *
     * @param tape a tape, best a forward-only one
     * @param z codes, B x latentDim; not modified
     * @param keys B bare random keys, one a graph; not modified
     * @param maxNodes sampling is cut off at this number of nodes, at least 1
     * @return B graphs in the order of the codes
     * @throws IllegalArgumentException if the codes have another size, there are fewer keys than codes, or
     *     {@code maxNodes < 1}
     */
    List<GeneratedGraph> decode(Tape tape, DMatrixRMaj z, long[] keys, int maxNodes);

    /**
     * Checks what {@link #decode} is given.
     *
     * @param z codes, B x latentDim
     * @param keys random keys, one a graph
     * @param maxNodes where sampling is cut off
     * @throws IllegalArgumentException if the codes have another size, there are fewer keys than codes, or
     *     {@code maxNodes < 1}
     */
    default void requireDecodable(DMatrixRMaj z, long[] keys, int maxNodes) {
        if (z.numCols != config().latentDim()) {
            throw new IllegalArgumentException("latent codes have " + z.numCols + " entries but the model's have "
                    + config().latentDim() + "; give " + config().latentDim());
        }
        if (keys.length < z.numRows) {
            throw new IllegalArgumentException(
                    keys.length + " random keys for " + z.numRows + " latent codes; give one for each");
        }
        if (maxNodes < 1) {
            throw new IllegalArgumentException("maxNodes " + maxNodes + ": must be at least 1");
        }
    }

    /**
     * Scores graphs along the orderings that are in the batch, built from given codes; the encoder is not asked.
     *
     * @param tape where to
     * @param batch B graphs with their orderings; not modified
     * @param z codes, B x latentDim; not modified
     * @param keys B bare random keys for what else is drawn, such as the order of sequential edges; not modified
     * @return \(\log p(x, π \mid z)\), B x 1, or its estimate by one order of sequential edges
     */
    Variable logProbGivenCodes(Tape tape, Minibatch batch, DMatrixRMaj z, long[] keys);

    /**
     * Scores graphs with every second code from the prior; {@code logQz} is the density of both kinds together,
     * \(\tfrac12 q(z \mid π, x) + \tfrac12 p(z)\) (defensive importance sampling, Hesterberg 1995). So importance weights
     * with the expectation p(G) stay below \(2\,p(x, π \mid z) / q(π \mid x)\), however narrow a posterior is.
     *
     * @param tape where to
     * @param batch B graphs; not modified. With an even number of each, both kinds of code are equally frequent
     * @param keys B bare random keys, one for each; not modified
     * @return the terms; the divergence is the posterior's
     * @throws IllegalStateException if the model has a point posterior
     */
    Terms defensivePass(Tape tape, Minibatch batch, long[] keys);

    /**
     * Encodes graphs and builds them again from their codes' means.
     *
     * @param graphs the graphs; not modified
     * @param key source of orderings and decisions
     * @param maxNodes construction is cut off at this number of nodes
     * @return one graph for each, in the same order
     */
    default List<GeneratedGraph> reconstruct(List<Graph> graphs, RandomKey key, int maxNodes) {
        Tape tape = Tape.forwardOnly();
        List<GeneratedGraph> result = new ArrayList<>(graphs.size());
        for (int i = 0; i < graphs.size(); i++) {
            RandomKey own = key.split(i);
            long[] orderKey = {own.split(Draws.ORDERING).bits()};
            long[] decisionKey = {own.split(Draws.DECISIONS).bits()};
            Minibatch batch = new Minibatch(List.of(graphs.get(i)), 1);
            DMatrixRMaj mean = encode(tape, batch, orderKey).mean().value().copy();
            tape.reset();
            result.addAll(decode(tape, mean, decisionKey, maxNodes));
            tape.reset();
        }
        return result;
    }
}
