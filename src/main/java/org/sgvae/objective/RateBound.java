package org.sgvae.objective;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sgvae.autodiff.Variable;
import org.sgvae.estimator.LearningSignals;
import org.sgvae.model.CodeDraw;
import org.sgvae.model.Latent;
import org.sgvae.model.ModelConfig;
import org.sgvae.model.Terms;
import org.sgvae.model.WhenAbsent;

/**
 * The K-sample bound over orderings and codes, with a controller that holds the code at a rate of R nats:
 * \[ f = \log p(x, π \mid z) - β \bigl( \log q(z \mid π, x) - \log p(z) \bigr) - \log q(π \mid x), \]
 * \[ β = 1 + \mathrm{clip}\bigl( (r - R) / 0.5, -1, 1 \bigr), \quad r \leftarrow 0.9\, r + 0.1 \cdot \text{mean of }
 *    \log q(z \mid π, x) - \log p(z) \text{ in the mini-batch}, \]
 * and the {@linkplain KSampleBound weights of reweighted wake-sleep} with τ = 1.
 *
 * <p>With R = 0, and at the rate that the bound itself asks for, β is 1 and f the logarithm of the importance weight. Each copy has
 * noise of its own, so a code that explains its graph better counts more. With {@linkplain CodeDraw#CROSSED crossed} copies,
 * K of them, codes come from \(q(z \mid π', x)\) with π' the ordering of another copy. The score function of π' through its code is left out: over many
 * copies its weight has mean zero, as the importance weight divides by \(q(z \mid π', x)\).
 *
 * <p>R should be less than the entropy of the graphs: a code cannot tell more of a graph than there is to tell, and a controller that
 * asks for more drives codes away from the prior.
 *
 * @param codeNats R, nats; 0 for β = 1
 * @param codeDraw how the codes of a graph's copies are drawn
 */
public record RateBound(
        double codeNats, @WhenAbsent("\"independent\"") CodeDraw codeDraw) implements Objective {
    private static final double TOLERANCE = 0.5; // nats off R at which β is at its end
    private static final double KEPT = 0.9;

    private static final int RATE = 0; // positions in the state
    private static final int BEGUN = 1;

    /**
     * Checks the rate.
     *
     * @throws IllegalArgumentException if it is negative or not finite
     */
    public RateBound {
        if (!(codeNats >= 0) || Double.isInfinite(codeNats)) {
            throw new IllegalArgumentException("codeNats " + codeNats + ": must be finite, and not below 0");
        }
    }

    /**
     * The bound with independent codes.
     *
     * @param codeNats R, nats; 0 for β = 1
     */
    public RateBound(double codeNats) {
        this(codeNats, CodeDraw.INDEPENDENT);
    }

    @Override
    public Variable signal(Terms terms, double progress, double[] state) {
        Latent latent = terms.latent();
        @Nullable Latent sampled = latent == null ? null : latent.withDivergence(latent.sampledDivergence());
        Terms ofDraws = new Terms(terms.batch(), terms.logPx(), terms.logQOrder(), terms.choices(), sampled);
        return Elbo.signal(ofDraws, klWeight(state), 0, 1);
    }

    /** {@return β} */
    double klWeight(double[] state) {
        return codeNats == 0 || state[BEGUN] == 0
                ? 1
                : 1 + Math.max(-1, Math.min(1, (state[RATE] - codeNats) / TOLERANCE));
    }

    @Override
    public double orderingWeight(double progress) {
        return 1;
    }

    @Override
    public void weigh(LearningSignals samples, double[] state, double[] path, double[] score) {
        ImportanceWeights.weigh(samples, 1, path, score);
    }

    /** Learns r, which is the first mini-batch's mean at first. */
    @Override
    public void learn(List<Part> parts, double[] state) {
        double sum = 0;
        int samples = 0;
        for (Part part : parts) {
            Latent latent = part.terms().latent();
            if (latent == null) {
                return;
            }
            for (int k = 0; k < latent.z().rows(); k++) {
                sum += latent.logQz().value().data[k] - latent.logPz().value().data[k];
            }
            samples += latent.z().rows();
        }
        double kept = state[BEGUN] == 0 ? 0 : KEPT;
        state[RATE] = kept * state[RATE] + (1 - kept) * sum / samples;
        state[BEGUN] = 1;
    }

    @Override
    public int stateSize() {
        return 2;
    }

    @Override
    public int smallestCopies() {
        return 2;
    }

    @Override
    public void requireFits(ModelConfig model) {
        Elbo.requireBound(model);
        if (codeNats > 0 && model.latentDim() == 0) {
            throw new IllegalArgumentException("codeNats " + codeNats + ": the model has no code; use 0");
        }
    }
}
