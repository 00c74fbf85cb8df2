package org.sgvae.objective;

import org.sgvae.autodiff.Variable;
import org.sgvae.estimator.LearningSignals;
import org.sgvae.model.ModelConfig;
import org.sgvae.model.Terms;
import org.sgvae.optim.Schedule;

/**
 * The K-sample bound \(E[\log \frac1K \sum_k e^{f_k}]\) (Burda, Grosse and Salakhutdinov 2016), with {@link Elbo}'s f of
 * K samples of each graph, and the weights of reweighted wake-sleep for the encoder (Bornschein and Bengio 2015): with
 * \(w_k = e^{τ f_k} / \sum_j e^{τ f_j}\), \(p_k = K w_k\) and \(s_k = K w_k - 1\).
 *
 * <p>The path's weights are those of the bound's own gradient. The score function's are not: q moves towards the
 * posterior that the f imply, whatever their scale. A sample that is nats better than its rivals counts alone, so an
 * ordering is found and kept long before the mean signal tells of it. At the optimum of the bound all weights are
 * \(1/K\), and both agree; 1 is the control variate that then leaves no noise. Biased for finite K, by \(O(1/K)\). With τ
 * below 1 the weights are more even and the bias larger.
 *
 * @param klWeight β over the run
 * @param freeBits λ over the run, nats
 * @param orderingWeight α over the run
 * @param temper τ, 1 for importance weights proper
 */
public record KSampleBound(Schedule klWeight, Schedule freeBits, Schedule orderingWeight, double temper)
        implements Objective {
    /**
     * Checks the weights and τ.
     *
     * @throws IllegalArgumentException if a weight is negative, or τ not positive and finite
     */
    public KSampleBound {
        klWeight.requireNonNegative("klWeight");
        freeBits.requireNonNegative("freeBits");
        orderingWeight.requireNonNegative("orderingWeight");
        if (!(temper > 0) || Double.isInfinite(temper)) {
            throw new IllegalArgumentException("temper " + temper + ": must be positive and finite");
        }
    }

    /** The bound itself: β = α = τ = 1 and no free bits. */
    public static KSampleBound plain() {
        return new KSampleBound(Schedule.constant(1), Schedule.constant(0), Schedule.constant(1), 1);
    }

    @Override
    public Variable signal(Terms terms, double progress, double[] state) {
        return Elbo.signal(terms, klWeight.at(progress), freeBits.at(progress), orderingWeight.at(progress));
    }

    @Override
    public double orderingWeight(double progress) {
        return orderingWeight.at(progress);
    }

    @Override
    public void weigh(LearningSignals samples, double[] state, double[] path, double[] score) {
        ImportanceWeights.weigh(samples, temper, path, score);
    }

    @Override
    public int smallestCopies() {
        return 2;
    }

    @Override
    public void requireFits(ModelConfig model) {
        Elbo.requireFits(model, klWeight, freeBits, orderingWeight);
    }
}
