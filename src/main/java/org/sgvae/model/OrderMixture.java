package org.sgvae.model;

import java.util.Arrays;
import java.util.List;
import org.sgvae.distribution.LogSum;
import org.sgvae.gnn.Minibatch;
import org.sgvae.kernel.ElementaryFunctions;
import org.sgvae.random.RandomKey;

/**
 * A mixture of distributions of orderings, \(q(π \mid x) = \sum_i c_i\, q_i(π \mid x)\): it covers what any of them
 * covers, and with each c of some size no importance weight is much larger than under the best of them.
 */
public final class OrderMixture {
    /**
     * A part of a mixture.
     *
     * @param order \(q_i\)
     * @param share \(c_i\)
     */
    public record Part(NodeOrder order, double share) {}

    private final List<Part> parts;

    /**
     * Makes a mixture.
     *
     * @param parts its parts
     * @throws IllegalArgumentException if the shares are not positive with the sum 1
     */
    public OrderMixture(Part... parts) {
        this.parts = List.of(parts);
        double sum = this.parts.stream().mapToDouble(Part::share).sum();
        if (Math.abs(sum - 1) > 1e-9 || this.parts.stream().anyMatch(part -> !(part.share() > 0))) {
            throw new IllegalArgumentException("shares of " + this.parts + ": must be positive and sum to 1");
        }
    }

    /**
     * Draws an ordering of each graph of a batch.
     *
     * @param batch B graphs; not modified
     * @param keys B bare random keys; not modified
     * @return the graphs along these orderings
     */
    public Minibatch draw(Minibatch batch, long[] keys) {
        return batch.along(b -> part(RandomKey.uniform(keys[b], 0))
                .draw(batch.graph(b), RandomKey.split(keys[b], Draws.ORDERING_OF_PART)));
    }

    private NodeOrder part(double uniform) {
        double sum = 0;
        for (Part part : parts) {
            sum += part.share();
            if (uniform < sum) {
                return part.order();
            }
        }
        return parts.get(parts.size() - 1).order();
    }

    /**
     * Scores the orderings that the graphs of a batch have.
     *
     * @param batch B graphs with their orderings; not modified
     * @return \(\log q(π \mid x)\) of each, nats; −∞ for one that is never drawn
     */
    public double[] logProbabilities(Minibatch batch) {
        double[] logQ = new double[batch.size()];
        Arrays.fill(logQ, Double.NEGATIVE_INFINITY);
        for (Part part : parts) {
            double[] own = part.order().logProbabilities(batch);
            Arrays.setAll(logQ, b -> LogSum.of(logQ[b], ElementaryFunctions.log(part.share()) + own[b]));
        }
        return logQ;
    }
}
